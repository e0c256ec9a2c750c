package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.S3ArtifactStore;
import io.augmenta.artifacts.S3Location;
import io.augmenta.artifacts.S3Settings;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.TopicScan;
import io.augmenta.quickstart.platform.LogBroker;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.s3.embedded.S3Server;
import java.io.IOException;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The whole flow with all artifacts in S3, from images in a bucket to an export in one. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill, which Windows has not")
class ArtifactsInS3IT {
    private static final Duration UP_WITHIN = Duration.ofSeconds(90);
    private static final String BUCKET = "augmenta";
    private static final S3Location STORE = S3Location.parse("s3://augmenta/artifacts");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    ArtifactsInS3IT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theWholeFlowKeepsEveryArtifactInTheBucketAndNoneOnDisk() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("s3"));
        try (S3Server server = S3Server.start(disk);
                S3Client client = settings(server).connect()) {
            server.createBucket(BUCKET);
            Map<String, String> environment = environment(server);
            demo(environment);
            Events events = events();

            allArtifactsAreIn(new S3ArtifactStore(client, STORE), client, events);
            theReportIsWhatTheStoreHas(events, new S3ArtifactStore(client, STORE));
            nothingIsOnDisk();
            anExportIsReadFromAndWrittenToS3(environment, client, events);
            theSamePhantomsInABucketAreTheSameVersion(environment, server, events);
            nothingIsOnDisk();
        }
    }

    private static S3Settings settings(S3Server server) {
        return new S3Settings(
                Optional.of(server.endpoint()), Optional.empty(), true, Optional.of("test"), Optional.of("secret"));
    }

    private static Map<String, String> environment(S3Server server) {
        return Map.of(
                "AUGMENTA_ARTIFACTS_STORE", STORE.toString(),
                "AUGMENTA_ARTIFACTS_S3_ENDPOINT", server.endpoint().toString(),
                "AUGMENTA_ARTIFACTS_S3_PATH_STYLE", "true",
                "AUGMENTA_ARTIFACTS_S3_ACCESS_KEY_ID", "test",
                "AUGMENTA_ARTIFACTS_S3_SECRET_ACCESS_KEY", "a-secret-for-nobody",
                "AUGMENTA_INGEST_ALLOWED_BUCKETS", "s3://augmenta/images");
    }

    private void demo(Map<String, String> environment) throws Exception {
        List<String> words = new ArrayList<>(List.of("demo", "--work", "kept", "--report", "report"));
        words.addAll(List.of("--phantoms", "14", "--image-size", "32", "--epochs", "2"));
        words.addAll(List.of("--classifier-parameter", "epochs=2"));
        for (String parameter : List.of("batch-size=8", "latent=16", "critic-steps=2", "width=8")) {
            words.addAll(List.of("--parameter", parameter));
        }
        run(environment, Duration.ofMinutes(5), words);
        assertFalse(
                Files.readString(folder.resolve("kept/augmenta.log")).contains("a-secret-for-nobody"),
                "credentials are in the log");
    }

    private String run(Map<String, String> environment, Duration atMost, List<String> words) throws Exception {
        try (CommandProcess command = CommandProcess.start(folder, environment, words.toArray(String[]::new))) {
            assertEquals(0, command.awaitEnd(atMost), command::output);
            return command.output();
        }
    }

    /** What the log tells of the demo. */
    private record Events(
            DatasetVersion dataset,
            List<CheckpointPublished> checkpoints,
            GenerationRequested generation,
            EvaluationCompleted evaluation) {}

    private Events events() throws Exception {
        try (LogBroker broker = LogBroker.open(WorkFolder.at(folder.resolve("kept")), null)) {
            TopicScan scan = new TopicScan(broker.clientProperties());
            return new Events(
                    scan.latest(Topics.DATASETS).get(0),
                    scan.latest(Topics.CHECKPOINTS),
                    scan.latest(Topics.GENERATION_REQUESTS).get(0),
                    scan.latest(Topics.EVALUATIONS).stream()
                            .filter(EvaluationCompleted.class::isInstance)
                            .map(EvaluationCompleted.class::cast)
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static void allArtifactsAreIn(ArtifactStore store, S3Client client, Events events) throws IOException {
        List<ArtifactReference> references =
                new ArrayList<>(events.evaluation().report().values());
        for (CheckpointPublished checkpoint : events.checkpoints()) {
            references.addAll(List.of(checkpoint.generator(), checkpoint.state(), checkpoint.samples()));
        }
        assertEquals(2 * 3 + 9, references.size());
        for (ArtifactReference reference : references) {
            // reading proves the digest
            assertEquals(reference.sizeBytes(), store.read(artifact(reference), 1 << 26).length);
        }
        for (String key : keys(client, "")) {
            assertTrue(key.matches("artifacts/sha256/[0-9a-f]{2}/[0-9a-f]{64}"), key);
        }
    }

    private static List<String> keys(S3Client client, String prefix) {
        ListObjectsV2Response all =
                client.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix));
        assertFalse(all.isTruncated());
        return all.contents().stream().map(S3Object::key).toList();
    }

    private static Artifact artifact(ArtifactReference reference) {
        return new Artifact(reference.uri(), reference.sha256(), reference.sizeBytes());
    }

    private void theReportIsWhatTheStoreHas(Events events, ArtifactStore store) throws IOException {
        Map<String, ArtifactReference> files = events.evaluation().report();
        for (Map.Entry<String, ArtifactReference> file : files.entrySet()) {
            assertEquals(
                    sha256(Files.readAllBytes(folder.resolve("report").resolve(file.getKey()))),
                    file.getValue().sha256());
        }
        ArtifactReference report = Optional.ofNullable(files.get("report.json")).orElseThrow();
        JsonNode content = JSON.readTree(store.read(artifact(report), 1 << 24));
        assertEquals(6, content.path("table").size());
        assertTrue(content.path("model_card").size() > 0, content::toPrettyString);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void nothingIsOnDisk() throws IOException {
        assertEquals(List.of(), filesBelow(folder.resolve("kept/artifacts")));
        assertEquals(
                List.of(),
                filesBelow(folder.resolve("tmp")).stream()
                        .filter(file -> file.toString().contains("augmenta-artifact"))
                        .toList());
    }

    private static List<Path> filesBelow(Path place) throws IOException {
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void anExportIsReadFromAndWrittenToS3(Map<String, String> environment, S3Client client, Events events)
            throws Exception {
        List<String> words = new ArrayList<>(List.of("export", "--work", "kept", "--to", "s3://augmenta/export"));
        words.addAll(List.of("--requests", events.generation().requestId(), "--what", "mixed", "--allow-unreleased"));

        run(environment, Duration.ofMinutes(2), words);

        List<String> keys = keys(client, "export/");
        int made = events.generation().counts().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertEquals(
                made, keys.stream().filter(key -> key.contains("synthetic-")).count());
        assertEquals(
                events.dataset().images(),
                keys.stream().filter(key -> key.contains("real-")).count());
        assertTrue(keys.contains("export/croissant.json"), keys::toString);
    }

    private void theSamePhantomsInABucketAreTheSameVersion(
            Map<String, String> environment, S3Server server, Events events) throws Exception {
        Path phantoms = folder.resolve("kept/phantoms");
        for (Path file : filesBelow(phantoms)) {
            URI object = server.endpoint().resolve("/augmenta/images/phantoms/" + phantoms.relativize(file));
            HttpRequest put = HttpRequest.newBuilder(object)
                    .PUT(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
            assertEquals(
                    200, HTTP.send(put, HttpResponse.BodyHandlers.discarding()).statusCode());
        }
        try (CommandProcess serve =
                CommandProcess.start(folder, environment, "serve", "--port", "0", "--work", "kept")) {
            URI services = serve.awaitAddress();

            JsonNode ingest = ingested(services, order("s3://augmenta/images/phantoms", events.dataset()));
            assertEquals("SEALED", ingest.path("state").asText(), ingest::toPrettyString);
            assertEquals(events.dataset().version(), ingest.path("version").asText());
            assertTrue(ingest.path("alreadySealed").asBoolean(), ingest::toPrettyString);

            HttpResponse<String> elsewhere = post(services, order("s3://augmenta/artifacts", events.dataset()));
            assertEquals(400, elsewhere.statusCode(), elsewhere.body());
            assertTrue(elsewhere.body().contains("bucket-not-allowed"), elsewhere.body());
        }
    }

    private static Map<String, Object> order(String place, DatasetVersion like) {
        return Map.of(
                "folder",
                place,
                "dataset",
                like.name(),
                "imageSize",
                like.width(),
                "splitRule",
                like.splitRule().name(),
                "seed",
                like.seed());
    }

    private static HttpResponse<String> post(URI services, Map<String, Object> order) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(services.resolve("/v1/ingests"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(order)))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode ingested(URI services, Map<String, Object> order) throws Exception {
        HttpResponse<String> asked = post(services, order);
        assertEquals(202, asked.statusCode(), asked.body());
        URI ingest = services.resolve(asked.headers().firstValue("Location").orElseThrow());
        return Awaitility.await().atMost(UP_WITHIN).until(() -> get(ingest), status -> status.path("finishedAt")
                .isTextual());
    }

    private static JsonNode get(URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
