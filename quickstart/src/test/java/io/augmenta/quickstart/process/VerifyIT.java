package io.augmenta.quickstart.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.png.FastPngEncoder;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.imaging.png.PngFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Images of a generator that a command trained, verified by a service that runs and, later, by their work folder alone. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill, which Windows has not")
class VerifyIT {

    private static final Duration VERIFIED_WITHIN = Duration.ofMinutes(2);

    private final Path folder;
    private final Commands commands;

    VerifyIT(@TempDir Path folder) {
        this.folder = folder;
        this.commands = new Commands(folder);
    }

    @Test
    void imagesOfATrainedGeneratorAreMadeAgainAndChangedOnesAreFound() throws Exception {
        train();
        try (CommandProcess serve = commands.start("serve", "--port", "0", "--work", "kept")) {
            URI services = serve.awaitAddress();
            assertGuarded(services);
            unzip(get(services.resolve("/v1/generate?count=3&seed=11&format=zip")));
            verified(0, "--url", services.toString(), "images");
            serve.interrupt();
            serve.awaitEnd(Duration.ofMinutes(1));
        }

        Path glioma = folder.resolve("images/glioma");
        List<Path> files;
        try (var found = Files.list(glioma)) {
            files = found.sorted().toList();
        }
        assertEquals(3, files.size());
        change(files.get(1));
        PngFile third = PngDecoder.decode(Files.readAllBytes(files.get(2)));
        Files.write(files.get(2), FastPngEncoder.encode(third.image(), withComment(third.text())));
        Files.writeString(folder.resolve("images/none.png"), "no picture");

        String said = verified(3, "--work", "kept", "images", "--json", "verdicts.json");

        // 12 images, two of which are not what they were, and one file that is none
        assertTrue(said.contains("10 of 13 are the same"), said);
        assertTrue(said.contains("1 samples differ, by up to 128 of 255"), said);
        JsonNode verdicts =
                new ObjectMapper().readTree(folder.resolve("verdicts.json").toFile());
        assertEquals("same", verdictOn(verdicts, "images/glioma/" + files.get(0).getFileName()));
        assertEquals(
                "different", verdictOn(verdicts, "images/glioma/" + files.get(1).getFileName()));
        assertEquals(
                "same-pixels",
                verdictOn(verdicts, "images/glioma/" + files.get(2).getFileName()));
        assertEquals("not-verifiable", verdictOn(verdicts, "images/none.png"));
        String rewritten = "images/glioma/" + files.get(2).getFileName();
        verified(0, "--work", "kept", "--pixels", rewritten, "images/meningioma");
    }

    private void train() throws Exception {
        try (CommandProcess train = commands.small("demo", "--work", "kept", "--classifier-parameter", "epochs=1")) {
            assertEquals(0, train.awaitEnd(Duration.ofMinutes(5)), train::output);
        }
    }

    private static void assertGuarded(URI services) throws Exception {
        JsonNode card = new ObjectMapper().readTree(get(services.resolve("/v1/generators/latest")));
        assertEquals("checked", card.path("copyGuard").asText(), card::toString);
    }

    private String verified(int status, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("verify"));
        all.addAll(List.of(arguments));
        try (CommandProcess verify = commands.start(all.toArray(String[]::new))) {
            assertEquals(status, verify.awaitEnd(VERIFIED_WITHIN), verify::output);
            return verify.output();
        }
    }

    private static String verdictOn(JsonNode verdicts, String file) {
        for (JsonNode verdict : verdicts.path("files")) {
            if (verdict.path("file").asText().equals(file)) {
                return verdict.path("verdict").asText();
            }
        }
        throw new AssertionError(file + " is not in " + verdicts);
    }

    private static void change(Path file) throws IOException {
        PngFile png = PngDecoder.decode(Files.readAllBytes(file));
        byte[] pixels = png.image().pixels();
        pixels[5] ^= (byte) 0x80;
        RasterImage changed = RasterImage.grey(png.image().height(), png.image().width(), pixels);
        Files.write(file, FastPngEncoder.encode(changed, png.text()));
    }

    private static Map<String, String> withComment(Map<String, String> text) {
        Map<String, String> more = new LinkedHashMap<>(text);
        more.put("Comment", "seen");
        return more;
    }

    private void unzip(byte[] zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve("images").resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
    }

    private static byte[] get(URI uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode(), () -> new String(response.body(), UTF_8));
        return response.body();
    }
}
