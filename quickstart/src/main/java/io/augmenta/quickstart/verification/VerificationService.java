package io.augmenta.quickstart.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.quickstart.verification.FileVerdict.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A generator service that makes images again. */
public final class VerificationService {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(5);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int BUSY = 503;
    /** A service that is busy says when to come back; for how long that is put up with. */
    private static final int MOST_TRIES = 20;

    private final URI base;
    private final URI verify;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN).build();
    private final ObjectMapper json = new ObjectMapper();

    /** @param base such as {@code http://localhost:8083} */
    public VerificationService(URI base) {
        this.base = base;
        this.verify = base.resolve("/v1/verify");
    }

    /**
     * Has a file's image made again.
     *
     * @throws VerificationException if the file cannot be read, or the service gives no verdict
     * @throws InterruptedException if the calling thread is interrupted
     */
    public FileVerdict verify(Path file) throws VerificationException, InterruptedException {
        byte[] png;
        try {
            png = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new VerificationException("file " + file + " cannot be read: " + e, e);
        }
        HttpResponse<byte[]> response = post(png);
        for (int tries = 1; response.statusCode() == BUSY && tries < MOST_TRIES; tries++) {
            TimeUnit.SECONDS.sleep(secondsToWait(response));
            response = post(png);
        }
        if (response.statusCode() == TOO_LARGE) {
            return new FileVerdict(file, Outcome.NOT_VERIFIABLE, Map.of(), "the service takes no file so large");
        }
        if (response.statusCode() != OK) {
            throw refused(file, response);
        }
        return verdict(file, body(response));
    }

    private HttpResponse<byte[]> post(byte[] png) throws VerificationException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(verify)
                .timeout(ANSWERED_WITHIN)
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(png))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new VerificationException("no service answers at " + base + ": " + e, e);
        }
    }

    private static long secondsToWait(HttpResponse<byte[]> busy) {
        return busy.headers().firstValueAsLong("Retry-After").orElse(1);
    }

    private VerificationException refused(Path file, HttpResponse<byte[]> response) throws VerificationException {
        if (response.statusCode() == NOT_FOUND) {
            return new VerificationException("what answers at " + base + " is no generator service of Augmenta", null);
        }
        return new VerificationException(
                "file " + file + " could not be verified (HTTP status " + response.statusCode() + "): "
                        + body(response).path("detail").asText("no reason was given"),
                null);
    }

    private JsonNode body(HttpResponse<byte[]> response) throws VerificationException {
        try {
            return json.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new VerificationException("what answers at " + base + " is no generator service of Augmenta", e);
        } catch (IOException e) {
            throw new VerificationException("the answer of " + base + " cannot be read: " + e, e);
        }
    }

    private FileVerdict verdict(Path file, JsonNode answer) throws VerificationException {
        Map<String, String> says = new LinkedHashMap<>();
        answer.path("says")
                .properties()
                .forEach(said -> says.put(said.getKey(), said.getValue().asText()));
        return switch (answer.path("verdict").asText()) {
            case "same" ->
                answer.path("wholeFile").asBoolean()
                        ? new FileVerdict(file, Outcome.SAME, says, "")
                        : new FileVerdict(
                                file,
                                Outcome.SAME_PIXELS,
                                says,
                                "the pixels are the same, the rest of the file is not: it was written anew or its text"
                                        + " was changed");
            case "different" ->
                new FileVerdict(
                        file,
                        Outcome.DIFFERENT,
                        says,
                        answer.path("differingSamples").asInt() + " samples differ, by up to "
                                + answer.path("largestDifference").asInt() + " of 255");
            case "not-verifiable" ->
                new FileVerdict(
                        file,
                        Outcome.NOT_VERIFIABLE,
                        says,
                        answer.path("reason").asText());
            default ->
                throw new VerificationException("what answers at " + base + " gives no verdict: " + answer, null);
        };
    }
}
