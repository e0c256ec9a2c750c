package io.augmenta.quickstart.platform;

import io.augmenta.quickstart.progress.ProgressDisplay;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks services whether they are ready: their topics are there and have been read. */
final class Readiness {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ASK_EVERY = Duration.ofMillis(200);
    private static final int HTTP_OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final HttpRequest request;

    Readiness(URI services) {
        request = HttpRequest.newBuilder(services.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    void await(Supplier<Optional<String>> trouble, ProgressDisplay progress)
            throws PlatformException, InterruptedException {
        long deadlineNanos = System.nanoTime() + READY_WITHIN.toNanos();
        String answer = ask();
        while (!answer.isEmpty()) {
            Optional<String> found = trouble.get();
            if (found.isPresent()) {
                throw new PlatformException("the services did not become ready: " + found.get(), null);
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new PlatformException(
                        "the services were not ready within " + READY_WITHIN.toSeconds() + " s: " + answer, null);
            }
            progress.tick();
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY.toMillis());
            answer = ask();
        }
    }

    /** What is not ready; empty when all is. */
    private String ask() throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == HTTP_OK ? "" : response.body().replaceAll("\\s+", " ");
        } catch (IOException e) {
            return "no answer (" + e + ")";
        }
    }
}
