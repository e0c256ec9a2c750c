package io.augmenta.ingest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
class IngestServiceTest {
    private static final int IMAGES_PER_CLASS = 12;
    private static final PhantomSet PHANTOMS = new PhantomSet(7, IMAGES_PER_CLASS, 32);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    @Identifier("default-kafka-broker") Map<String, Object> kafkaProperties;

    @Test
    void folderWithAllThatCanBeWrongBecomesASealedVersionAndClearAnswers() throws Exception {
        Path folder = newFolder();
        PHANTOMS.writeTo(folder);
        addTroubles(folder);
        Map<TopicPartition, Long> deadBefore = ends(Topics.IMAGE_BATCHES.deadLetters());

        JsonNode status = ingest(folder, "troubled");

        assertEquals("SEALED", status.path("state").asText(), status.toPrettyString());
        assertEquals(4 * IMAGES_PER_CLASS + 6, status.path("filesTotal").asInt());
        assertEquals(4 * IMAGES_PER_CLASS - 1, status.path("images").asInt());
        assertEquals(2, status.path("duplicates").asInt());
        assertEquals(3, status.path("rejected").asInt());
        assertEquals(
                Map.of("truncated", 1, "unknown-format", 1, "too-large", 1),
                new ObjectMapper().convertValue(status.path("rejectedByReason"), Map.class));
        assertEquals(2, status.path("conflicts").asInt());
        assertEquals(1, status.path("conflictingFiles").size());
        String warnings = status.path("warnings").toString();
        assertTrue(warnings.contains("class folder \\\"empty\\\" has no files"), warnings);

        DatasetVersion version = sealed("troubled", status.path("version").asText());
        assertEquals(PhantomSet.classes(), version.classes());
        assertEquals(List.of(2L, 3L, 2L), List.of(version.duplicates(), version.rejected(), version.conflicts()));
        Map<String, LabelledImage> images = imagesOf(version);
        assertEquals(4 * IMAGES_PER_CLASS - 1, images.size());
        assertPixelsAreMeansOfFour(images);
        assertDeadLettersSayWhy(deadBefore);
        assertMetricsCount();
    }

    /** Duplicates in bytes and in pixels, a conflict, three files that are no images, and a class without any. */
    private static void addTroubles(Path folder) throws IOException {
        Path glioma = folder.resolve(LesionKind.GLIOMA.label());
        Path meningioma = folder.resolve(LesionKind.MENINGIOMA.label());
        Files.copy(glioma.resolve("0000.png"), glioma.resolve("copy.png"));
        Files.write(glioma.resolve("as-bitmap.bmp"), BrokenFiles.bitmap(PHANTOMS.image(LesionKind.GLIOMA, 1)));
        Files.copy(glioma.resolve("0002.png"), meningioma.resolve("same-as-a-glioma.png"));
        Files.write(
                meningioma.resolve("truncated.jpg"),
                BrokenFiles.truncatedJpeg(PHANTOMS.image(LesionKind.MENINGIOMA, 0)));
        Files.writeString(meningioma.resolve("text.png"), "This is no image.");
        Files.write(meningioma.resolve("bomb.png"), BrokenFiles.headerBomb());
        Files.createDirectories(folder.resolve("empty"));
    }

    /** From 32 x 32 to 16 x 16, area averaging is the rounded mean of four pixels. */
    private static void assertPixelsAreMeansOfFour(Map<String, LabelledImage> images) {
        for (LesionKind kind : LesionKind.values()) {
            for (int i = 0; i < IMAGES_PER_CLASS; i++) {
                LabelledImage image = images.get(kind.label() + "/%04d.png".formatted(i));
                if (kind == LesionKind.GLIOMA && i == 2) {
                    assertEquals(null, image, "an image of two labels is in the data set");
                    continue;
                }
                assertEquals(kind.label(), image.label());
                assertArrayEquals(
                        meansOfFour(PHANTOMS.image(kind, i)), image.pixels().toArray());
            }
        }
    }

    private static byte[] meansOfFour(RasterImage image) {
        byte[] means = new byte[16 * 16];
        for (int i = 0; i < means.length; i++) {
            int row = i / 16 * 2;
            int column = i % 16 * 2;
            int sum = image.sample(0, row, column)
                    + image.sample(0, row, column + 1)
                    + image.sample(0, row + 1, column)
                    + image.sample(0, row + 1, column + 1);
            means[i] = (byte) ((sum + 2) / 4);
        }
        return means;
    }

    private void assertDeadLettersSayWhy(Map<TopicPartition, Long> from) {
        Map<String, String> reasons = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> letter : recordsSince(from)) {
            String reason =
                    new String(letter.headers().lastHeader("dead-letter-reason").value(), UTF_8);
            String value = new String(letter.value(), UTF_8);
            assertTrue(value.contains("\"path\":\"" + letter.key() + "\""), value);
            reasons.put(letter.key(), reason);
        }
        String meningioma = LesionKind.MENINGIOMA.label();
        assertEquals(3, reasons.size(), reasons.toString());
        assertTrue(reasons.get(meningioma + "/truncated.jpg").startsWith("truncated: "), reasons.toString());
        assertTrue(
                reasons.get(meningioma + "/text.png").startsWith("unknown-format: Expected a JPEG, PNG"),
                reasons.toString());
        assertTrue(reasons.get(meningioma + "/bomb.png").contains("the header says 20000×20000"), reasons.toString());
    }

    private static void assertMetricsCount() {
        String metrics =
                when().get("/q/metrics").then().statusCode(200).extract().asString();
        for (String series : List.of(
                "augmenta_ingest_images_total",
                "augmenta_ingest_image_bytes_total",
                "augmenta_ingest_file_bytes_total",
                "augmenta_ingest_duplicates_total",
                "augmenta_ingest_conflicts_total",
                "augmenta_ingest_rejected_total{reason=\"truncated\"",
                "augmenta_ingest_rejected_total{reason=\"unsupported\"",
                "augmenta_ingest_run_seconds_count{outcome=\"sealed\"")) {
            assertTrue(metrics.contains(series), series + " is not among\n" + metrics);
        }
    }

    @Test
    void sameContentAgainPublishesNothing() throws Exception {
        Path folder = newFolder();
        PHANTOMS.writeTo(folder);
        Files.writeString(folder.resolve(LesionKind.GLIOMA.label()).resolve("text.png"), "This is no image.");
        JsonNode first = ingest(folder, "twice");
        Map<TopicPartition, Long> before = ends(topics());
        Path elsewhere = newFolder();
        PHANTOMS.writeTo(elsewhere);
        Files.writeString(elsewhere.resolve(LesionKind.GLIOMA.label()).resolve("text.png"), "This is no image.");

        JsonNode second = ingest(elsewhere, "twice");

        assertEquals(first.path("version").asText(), second.path("version").asText());
        assertEquals(false, first.path("alreadySealed").asBoolean());
        assertEquals(true, second.path("alreadySealed").asBoolean());
        assertEquals(before, ends(topics()));
    }

    @Test
    void imagesThatArriveLaterLeaveTheKnownOnesInTheirSplits() throws Exception {
        Path folder = newFolder();
        PHANTOMS.writeTo(folder);
        JsonNode first = ingest(folder, "growing");
        Path arrived = newFolder();
        new PhantomSet(8, IMAGES_PER_CLASS, 32).writeTo(arrived);
        for (String label : PhantomSet.classes()) {
            for (int i = 0; i < IMAGES_PER_CLASS; i++) {
                Files.move(
                        arrived.resolve(label).resolve("%04d.png".formatted(i)),
                        folder.resolve(label).resolve("later-%d.png".formatted(i)));
            }
        }

        JsonNode second = ingest(folder, "growing");

        assertEquals("", first.path("follows").asText());
        assertEquals(first.path("version").asText(), second.path("follows").asText(), second.toPrettyString());
        assertEquals(
                2 * 4 * IMAGES_PER_CLASS,
                second.path("images").asInt() + second.path("withheld").asInt());
        DatasetVersion sealed = sealed("growing", second.path("version").asText());
        assertEquals(first.path("version").asText(), sealed.follows());
        Map<String, LabelledImage> now = imagesOf(sealed);
        imagesOf(sealed("growing", first.path("version").asText()))
                .forEach((source, image) ->
                        assertEquals(image.split(), now.get(source).split()));
    }

    @Test
    void whatCannotBeDoneIsRefusedWithWhatIsPossible() throws Exception {
        Path folder = newFolder();
        PHANTOMS.writeTo(folder);
        Path inTraining = newFolder();
        PHANTOMS.writeTo(inTraining.resolve("Training"));

        refused(Map.of("folder", folder.resolve("nowhere").toString()), "unknown-folder", "is not there");
        refused(Map.of("folder", "/"), "folder-not-allowed", "augmenta.ingest.allowed-roots");
        refused(Map.of("folder", "s3://hospital/brains"), "bucket-not-allowed", "augmenta.ingest.allowed-buckets");
        refused(Map.of("folder", "s3://X"), "invalid-bucket", "s3://BUCKET/PREFIX");
        refused(Map.of(), "missing-folder", "give at least");
        refused(
                Map.of("folder", folder.toString(), "splitRule", "fair"),
                "invalid-split-rule",
                "expected grouped, random or supplied, got \"fair\"");
        refused(Map.of("folder", folder.toString(), "imageSize", 4), "invalid-image-size", "expected 8 to 1024");
        refused(Map.of("folder", folder.toString(), "dataset", "a/b"), "invalid-dataset", "got \"a/b\"");
        refused(Map.of("folder", folder.toString(), "seed", "many"), "invalid-body", "\"seed\": number");
        refused(Map.of("folder", folder.toString(), "splitrule", "supplied"), "invalid-body", "\"splitrule\"");
        for (Path notSupplied : List.of(folder, inTraining)) {
            refused(
                    Map.of("folder", notSupplied.toString(), "splitRule", "supplied"),
                    "split-not-supplied",
                    "expected the folders Training and Testing");
        }
        when().get("/v1/ingests/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", is("urn:augmenta:problem:unknown-ingest"))
                .body("detail", containsString("none"));
    }

    @Test
    void oneClassIsAClearFailure() throws Exception {
        Path folder = newFolder();
        PHANTOMS.writeTo(folder);
        for (LesionKind kind : LesionKind.values()) {
            if (kind != LesionKind.GLIOMA) {
                Files.move(folder.resolve(kind.label()), newFolder().resolve("moved"));
            }
        }

        JsonNode status = ingest(folder, "single");

        assertEquals("FAILED", status.path("state").asText());
        assertTrue(status.path("reason").asText().contains("at least 2 classes"), status.toPrettyString());
    }

    @Test
    void serviceTellsHowItIsAndWhatItCan() {
        for (String check : List.of("live", "ready", "started")) {
            when().get("/q/health/" + check).then().statusCode(200).body("status", is("UP"));
        }
        when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/ingests'.post.operationId", is("submitIngest"));
        when().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static Path newFolder() throws IOException {
        // within the working folder, which is what may be read
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "ingested")), "images-")
                .toAbsolutePath();
    }

    private static JsonNode ingest(Path folder, String dataset) throws IOException {
        ValidatableResponse accepted = submit(Map.of("folder", folder.toString(), "dataset", dataset, "imageSize", 16))
                .statusCode(202)
                .body("state", is("QUEUED"))
                .body("splitRule", is("grouped"))
                .body("seed", is(7));
        String id = accepted.extract().path("id");
        accepted.header("Location", endsWith("/v1/ingests/" + id));
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> List.of("SEALED", "FAILED")
                .contains(show(id).path("state").asText()));
        when().get("/v1/ingests").then().statusCode(200).body("id", hasItem(equalTo(id)));
        return show(id);
    }

    private static JsonNode show(String id) throws IOException {
        return new ObjectMapper()
                .readTree(when().get("/v1/ingests/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    private static void refused(Map<String, Object> body, String kind, String said) {
        submit(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("urn:augmenta:problem:" + kind))
                .body("status", is(400))
                .body("detail", containsString(said));
    }

    private static ValidatableResponse submit(Map<String, Object> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .post("/v1/ingests")
                .then();
    }

    private Map<String, Object> clientProperties() {
        return Map.copyOf(kafkaProperties);
    }

    private DatasetVersion sealed(String dataset, String version) throws InterruptedException {
        try (CompactedView<DatasetVersion> versions = new CompactedView<>(clientProperties(), Topics.DATASETS)) {
            versions.start();
            return versions.await(DatasetVersion.key(dataset, version), SOON).orElseThrow();
        }
    }

    private Map<String, LabelledImage> imagesOf(DatasetVersion version) {
        Map<String, LabelledImage> images = new HashMap<>();
        new OffsetRangeReader(clientProperties()).read(version.ranges(), ImageBatch.class, batch -> {
            assertEquals(version.ingestId(), batch.ingestId());
            batch.images().forEach(image -> images.put(image.source(), image));
        });
        return images;
    }

    private static String[] topics() {
        List<String> names = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            names.add(topic.name());
            names.add(topic.deadLetters());
        }
        return names.toArray(String[]::new);
    }

    private Map<TopicPartition, Long> ends(String... topics) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            return consumer.endOffsets(partitions);
        }
    }

    private List<ConsumerRecord<String, byte[]>> recordsSince(Map<TopicPartition, Long> from) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(clientProperties(), new StringDeserializer(), new ByteArrayDeserializer());
    }
}
