package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.TopicScan;
import io.augmenta.quickstart.classifier.TestNetwork;
import io.augmenta.quickstart.platform.LogBroker;
import io.augmenta.quickstart.platform.WorkFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What further commands do with the work folder of a demo. All of them share one, as they do at home. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill, which Windows has not")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkFolderIT {

    private Path folder;
    private Commands commands;

    @BeforeAll
    void doADemo(@TempDir Path temporary) throws Exception {
        folder = temporary;
        commands = new Commands(folder);
        try (CommandProcess demo = commands.small("demo", "--work", "kept")) {
            assertEquals(0, demo.awaitEnd(Duration.ofMinutes(5)), demo::output);
        }
    }

    @Test
    void aCheckpointOfAWorkFolderIsEvaluatedOnce() throws Exception {
        TestNetwork.write(folder.resolve("networks"));
        String[] evaluate = {
            "evaluate",
            "--work",
            "kept",
            "--images-per-class",
            "12",
            "--evaluation-seeds",
            "2",
            "--amounts",
            "0.5",
            "--classifier",
            "features:tiny.onnx",
            "--models",
            "networks",
            "--report",
            "evaluated"
        };

        String first;
        try (CommandProcess command = commands.start(evaluate)) {
            assertEquals(0, command.awaitEnd(Duration.ofMinutes(5)), command::output);
            first = command.output();
        }
        assertTrue(first.contains("generate: 48 synthetic images in 4 classes"), first);
        assertTrue(first.contains("classic"), first);
        assertTrue(first.contains("On real test images, over the seeds"), first);
        assertTrue(first.contains("Likeness to real images, by the features of tiny.onnx"), first);
        assertTrue(first.contains("Membership inference: area"), first);
        assertTrue(first.contains("Decision: "), first);
        JsonNode report = new ObjectMapper()
                .readTree(folder.resolve("evaluated/report.json").toFile());
        assertEquals(10, report.path("table").size());
        // the share, and mixed itself, each on train and on test
        assertEquals(4, report.path("sweep").size());

        try (CommandProcess command = commands.start(with(evaluate, "--require-release"))) {
            int expected = first.contains("Decision: released") ? 0 : 3;
            assertEquals(expected, command.awaitEnd(Duration.ofMinutes(2)), command::output);
            assertTrue(command.output().contains("as evaluated before"), command::output);
            assertTrue(!command.output().contains("generate: begins"), command::output);
        }

        try (CommandProcess command = commands.start("evaluate", "--work", "kept", "--run", "nobody")) {
            assertEquals(1, command.awaitEnd(Duration.ofMinutes(2)), command::output);
            assertTrue(command.output().contains("There is no run nobody"), command::output);
            assertTrue(command.output().contains("wgan-gp, epoch 2"), command::output);
        }
    }

    private static String[] with(String[] arguments, String further) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(further);
        return all.toArray(String[]::new);
    }

    @Test
    void imagesOfAWorkFolderAreExportedAsTheGeneratorGivesThem() throws Exception {
        GenerationRequested request = generationOf(folder.resolve("kept"));

        export(1, "--requests", request.requestId(), "--what", "mixed");
        assertTrue(Files.notExists(folder.resolve("out")));
        export(0, "--requests", request.requestId(), "--what", "mixed", "--allow-unreleased");
        export(1, "--what", "real");

        int made =
                request.counts().values().stream().mapToInt(Integer::intValue).sum();
        assertEquals(made, files("out", "synthetic-").size());
        assertEquals(4 * 14, files("out", "real-").size());
        assertTrue(Files.readString(folder.resolve("out/README.md")).contains(request.checkpointId()));
        try (CommandProcess serve = commands.start("serve", "--port", "0", "--work", "kept")) {
            Map<String, byte[]> served = zip(serve.awaitAddress(), request);
            Set<String> exported = files("out", "synthetic-").stream()
                    .map(file -> digest(bytes(file)))
                    .collect(Collectors.toSet());
            assertEquals(made, served.size());
            assertEquals(served.values().stream().map(WorkFolderIT::digest).collect(Collectors.toSet()), exported);
        }
    }

    private void export(int expected, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("export", "--work", "kept", "--to", "out"));
        words.addAll(List.of(arguments));
        try (CommandProcess export = commands.start(words.toArray(String[]::new))) {
            assertEquals(expected, export.awaitEnd(Duration.ofMinutes(1)), export::output);
            assertTrue(!export.output().contains("unexpected"), export::output);
        }
    }

    private static GenerationRequested generationOf(Path work) throws Exception {
        try (LogBroker broker = LogBroker.open(WorkFolder.at(work), null)) {
            return new TopicScan(broker.clientProperties())
                    .latest(Topics.GENERATION_REQUESTS)
                    .get(0);
        }
    }

    private List<Path> files(String folderName, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(folderName))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static Map<String, byte[]> zip(URI services, GenerationRequested request) throws Exception {
        String body = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "checkpoint", request.checkpointId(),
                        "counts", request.counts(),
                        "seed", request.seed(),
                        "format", "zip"));
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(services.resolve("/v1/generate"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anEvaluationThatIsInterruptedIsNotTakenUpByTheNextCommand() throws Exception {
        try (CommandProcess endless = commands.start(
                "evaluate", "--work", "kept", "--no-controls", "--classifier-parameter", "epochs=10000")) {
            Commands.interruptInItsEvaluation(endless);
            assertTrue(endless.output().contains("To begin it again: augmenta evaluate --work kept"), endless::output);
        }

        commands.evaluateBriefly();
    }
}
