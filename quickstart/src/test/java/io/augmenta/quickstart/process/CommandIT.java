package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.TopicScan;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import io.augmenta.quickstart.classifier.TestNetwork;
import io.augmenta.quickstart.platform.LogBroker;
import io.augmenta.quickstart.platform.WorkFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command as people run it, in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill, which Windows has not")
class CommandIT {

    private static final Duration UP_WITHIN = Duration.ofSeconds(90);
    private static final int ENDED_BY_SIGINT = 130;

    private final Path folder;

    CommandIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aDemoLeavesAReportAndNothingElse() throws Exception {
        Path report = folder.resolve("a report");

        try (CommandProcess demo = small("demo", "--report", report.toString())) {
            assertEquals(0, demo.awaitEnd(Duration.ofMinutes(5)), demo::output);

            assertTrue(demo.output().contains("train: 2 epochs"), demo::output);
            assertTrue(demo.output().contains("trained on"), demo::output);
            assertTrue(demo.output().contains("Report " + report.resolve("report.html")), demo::output);
        }
        try (Stream<Path> files = Files.list(report)) {
            assertEquals(
                    List.of(
                            "closest-pairs.png",
                            "distances.csv",
                            "intensities.csv",
                            "losses.svg",
                            "predictions.csv",
                            "report.html",
                            "report.json",
                            "samples.png",
                            "statistics.csv"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        JsonNode table = new ObjectMapper()
                .readTree(report.resolve("report.json").toFile())
                .path("table");
        assertEquals(6, table.size());
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("augmenta"))
                            .toList());
        }
    }

    @Test
    void aCheckpointOfAWorkFolderIsEvaluatedOnce() throws Exception {
        try (CommandProcess demo = small("demo", "--work", "kept")) {
            assertEquals(0, demo.awaitEnd(Duration.ofMinutes(5)), demo::output);
        }
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
        try (CommandProcess command = command(evaluate)) {
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

        try (CommandProcess command = command(with(evaluate, "--require-release"))) {
            int expected = first.contains("Decision: released") ? 0 : 3;
            assertEquals(expected, command.awaitEnd(Duration.ofMinutes(2)), command::output);
            assertTrue(command.output().contains("as evaluated before"), command::output);
            assertTrue(!command.output().contains("generate: begins"), command::output);
        }

        try (CommandProcess command = command("evaluate", "--work", "kept", "--run", "nobody")) {
            assertEquals(1, command.awaitEnd(Duration.ofMinutes(2)), command::output);
            assertTrue(command.output().contains("There is no run nobody"), command::output);
            assertTrue(command.output().contains("wgan-gp, epoch 2"), command::output);
        }
    }

    @Test
    void imagesOfAWorkFolderAreExportedAsTheGeneratorGivesThem() throws Exception {
        try (CommandProcess demo = small("demo", "--work", "kept")) {
            assertEquals(0, demo.awaitEnd(Duration.ofMinutes(5)), demo::output);
        }
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
        try (CommandProcess serve = command("serve", "--port", "0", "--work", "kept")) {
            Map<String, byte[]> served = zip(awaitAddress(serve), request);
            Set<String> exported = files("out", "synthetic-").stream()
                    .map(file -> digest(bytes(file)))
                    .collect(Collectors.toSet());
            assertEquals(made, served.size());
            assertEquals(served.values().stream().map(CommandIT::digest).collect(Collectors.toSet()), exported);
        }
    }

    private void export(int expected, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("export", "--work", "kept", "--to", "out"));
        words.addAll(List.of(arguments));
        try (CommandProcess export = command(words.toArray(String[]::new))) {
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
        try (CommandProcess demo = small("demo", "--work", "kept")) {
            assertEquals(0, demo.awaitEnd(Duration.ofMinutes(5)), demo::output);
        }
        try (CommandProcess endless =
                command("evaluate", "--work", "kept", "--no-controls", "--classifier-parameter", "epochs=10000")) {
            interruptInItsEvaluation(endless);
            assertTrue(endless.output().contains("To begin it again: augmenta evaluate --work kept"), endless::output);
        }

        evaluateBriefly();
    }

    @Test
    void aDemoThatIsInterruptedInItsEvaluationLeavesNothingForTheNextCommandToDoFirst() throws Exception {
        try (CommandProcess endless = small("demo", "--work", "kept", "--classifier-parameter", "epochs=10000")) {
            interruptInItsEvaluation(endless);
            assertTrue(endless.output().contains("Stopped. To go on: augmenta demo --work kept"), endless::output);
        }

        evaluateBriefly();
    }

    private static void interruptInItsEvaluation(CommandProcess endless) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                // which the evaluator says, and not only whoever asks it
                .until(() -> endless.output().contains("evaluate: baseline") || endless.ended());
        endless.interrupt();
        assertEquals(ENDED_BY_SIGINT, endless.awaitEnd(Duration.ofMinutes(1)), endless::output);
    }

    /** Which would not end if another evaluation had to end before. */
    private void evaluateBriefly() throws Exception {
        String[] arguments = {
            "evaluate",
            "--work",
            "kept",
            "--no-controls",
            "--evaluation-seeds",
            "1",
            "--classifier-parameter",
            "epochs=1"
        };
        try (CommandProcess brief = command(arguments)) {
            assertEquals(0, brief.awaitEnd(Duration.ofMinutes(3)), brief::output);
        }
    }

    private static String[] with(String[] arguments, String further) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(further);
        return all.toArray(String[]::new);
    }

    @Test
    void aDemoThatCannotBeTrainedEndsWithStatusOneAndTheReason() throws Exception {
        try (CommandProcess demo = small("demo", "--parameter", "width=0")) {
            assertEquals(1, demo.awaitEnd(Duration.ofMinutes(3)), demo::output);

            assertTrue(demo.output().contains("augmenta: training failed: "), demo::output);
            assertTrue(demo.output().contains("width"), demo::output);
            assertTrue(demo.output().contains("The log of broker and services is "), demo::output);
        }
    }

    @Test
    void aDemoLeavesOnInterruptWithoutAWordOfFailure() throws Exception {
        try (CommandProcess demo = small("demo", "--epochs", "5000")) {
            Awaitility.await().atMost(UP_WITHIN).until(() -> demo.output().contains("train: epoch") || demo.ended());

            demo.interrupt();

            assertEquals(ENDED_BY_SIGINT, demo.awaitEnd(Duration.ofMinutes(1)), demo::output);
            assertTrue(!demo.output().contains("augmenta: "), demo::output);
        }
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("augmenta-"))
                            .toList());
        }
    }

    @Test
    void whatServeWasGivenIsThereAfterARestart() throws Exception {
        new PhantomSet(3, 12, 32).writeTo(folder.resolve("images"));
        JsonNode before;
        try (CommandProcess serve = command("serve", "--port", "0", "--work", "kept")) {
            before = ingest(awaitAddress(serve));
            serve.interrupt();
            assertEquals(ENDED_BY_SIGINT, serve.awaitEnd(Duration.ofMinutes(1)), serve::output);
        }

        try (CommandProcess serve = command("serve", "--port", "0", "--work", "kept")) {
            JsonNode after = ingest(awaitAddress(serve));

            assertEquals(before.path("version"), after.path("version"));
            assertEquals(false, before.path("alreadySealed").asBoolean());
            assertEquals(true, after.path("alreadySealed").asBoolean());
        }
    }

    @Test
    void imagesThatArriveInAWatchedFolderBecomeVersionsAlsoAfterARestartThatDoesNotNameIt() throws Exception {
        new PhantomSet(3, 12, 32).writeTo(folder.resolve("arriving"));
        String first;
        try (CommandProcess serve = watching("serve", "--port", "0", "--work", "kept", "--watch", "brains=arriving")) {
            first = awaitSettled(awaitAddress(serve), 48);
            serve.interrupt();
            assertEquals(ENDED_BY_SIGINT, serve.awaitEnd(Duration.ofMinutes(1)), serve::output);
        }

        // which begins with the same pictures
        new PhantomSet(3, 18, 32).writeTo(folder.resolve("arriving"));
        try (CommandProcess serve = watching("serve", "--port", "0", "--work", "kept")) {
            assertNotEquals(first, awaitSettled(awaitAddress(serve), 72));
        }
    }

    /** With a minute's rest made short. */
    private CommandProcess watching(String... arguments) throws IOException {
        return CommandProcess.start(
                folder, Map.of("AUGMENTA_INGEST_WATCH_EVERY", "1s", "AUGMENTA_INGEST_WATCH_QUIET", "2s"), arguments);
    }

    /** Waits until the watched folder with so many files is ingested; the version that came of it. */
    private static String awaitSettled(URI services, int files) {
        JsonNode watch = Awaitility.await()
                .atMost(UP_WITHIN)
                .ignoreExceptions()
                .until(
                        () -> get(services.resolve("/v1/watches/brains")),
                        found -> found.path("state").asText().equalsIgnoreCase("settled")
                                && found.path("latest").path("files").asInt() == files);
        return watch.path("latest").path("version").asText();
    }

    @Test
    void serveUsesABrokerThatIsThere() throws Exception {
        try (TemporaryKafka kafka = TemporaryKafka.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                CommandProcess serve =
                        command("serve", "--port", "0", "--work", "kept", "--kafka", kafka.bootstrapServers())) {
            awaitAddress(serve);

            Set<String> topics = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            assertTrue(topics.contains(Topics.DATASETS.name()), topics::toString);
            assertTrue(Files.notExists(folder.resolve("kept/kafka")));
        }
    }

    @Test
    void aTakenPortIsToldWithStatusOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                CommandProcess serve = command("serve", "--port", Integer.toString(taken.getLocalPort()))) {
            assertEquals(1, serve.awaitEnd(UP_WITHIN), serve::output);

            assertTrue(serve.output().contains("the services did not start"), serve::output);
            assertTrue(serve.output().contains(Integer.toString(taken.getLocalPort())), serve::output);
        }
    }

    private static URI awaitAddress(CommandProcess serve) {
        Awaitility.await()
                .atMost(UP_WITHIN)
                .until(() -> serve.ended() || serve.address().isPresent());
        return serve.address().orElseThrow(() -> new AssertionError(serve.output()));
    }

    /** Has the folder ingested and waits for the end. */
    private static JsonNode ingest(URI services) throws Exception {
        HttpRequest order = HttpRequest.newBuilder(services.resolve("/v1/ingests"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"folder\": \"images\"}"))
                .build();
        HttpResponse<String> asked = HttpClient.newHttpClient().send(order, HttpResponse.BodyHandlers.ofString());
        assertEquals(202, asked.statusCode(), asked.body());
        URI ingest = services.resolve(asked.headers().firstValue("Location").orElseThrow());
        return Awaitility.await().atMost(UP_WITHIN).until(() -> get(ingest), status -> status.path("state")
                .asText()
                .equals("SEALED"));
    }

    private static JsonNode get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body());
    }

    /** A demo of a few seconds; options given later win. */
    private CommandProcess small(String... arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of(arguments));
        options.addAll(List.of("--phantoms", "14", "--image-size", "32"));
        if (!options.contains("--classifier-parameter")) {
            options.addAll(List.of("--classifier-parameter", "epochs=2"));
        }
        if (!options.contains("--epochs")) {
            options.addAll(List.of("--epochs", "2"));
        }
        for (String parameter : List.of("batch-size=8", "latent=16", "critic-steps=2")) {
            options.addAll(List.of("--parameter", parameter));
        }
        if (!options.contains("width=0")) {
            options.addAll(List.of("--parameter", "width=8"));
        }
        return command(options.toArray(String[]::new));
    }

    private CommandProcess command(String... arguments) throws IOException {
        return CommandProcess.start(folder, arguments);
    }
}
