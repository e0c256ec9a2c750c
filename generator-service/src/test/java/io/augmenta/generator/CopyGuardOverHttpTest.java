package io.augmenta.generator;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Topics;
import io.augmenta.generator.batching.Caller;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A generator that really copies: four of its own images of class glioma, with seed 7, are taken for training images. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class CopyGuardOverHttpTest {
    private static final GeneratorShape SHAPE = new GeneratorShape(16, 3, 1, 16, 16);
    private static final List<String> CLASSES = List.of("none", "glioma", "pituitary");
    private static final List<Integer> COPIED = List.of(0, 2, 3, 8);
    private static final List<Integer> SERVED = List.of(1, 4, 5, 6, 7, 9);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "augmenta.artifacts.folder")
    String artifactsFolder;

    private EventLogClient log;
    private CheckpointPublished checkpoint;
    private String request;

    @BeforeEach
    void publishAGeneratorThatCopies() throws Exception {
        log = new EventLogClient(bootstrapServers, artifactsFolder);
        checkpoint = copying(1);
        log.publisher().publish(Topics.CHECKPOINTS, checkpoint).get();
        request = "/v1/generate?class=glioma&count=6&seed=7&checkpoint=" + checkpoint.checkpointId();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/v1/generators/" + checkpoint.checkpointId())
                                .statusCode()
                        == 200);
    }

    @AfterEach
    void disconnect() {
        log.close();
    }

    @Test
    void everyFormatHasTheImagesThatAreNoCopies() throws Exception {
        List<Integer> inLines = new ArrayList<>();
        for (String line : given().get(request + "&format=ndjson&batch-size=2")
                .asString()
                .lines()
                .toList()) {
            JsonNode image = new ObjectMapper().readTree(line);
            inLines.add(image.get("index").asInt());
            assertEquals("checked", image.get("copyGuard").asText());
        }
        assertEquals(SERVED, inLines);

        List<Integer> inArchive = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(given().get(request + "&format=zip").asByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                inArchive.add(Integer.parseInt(entry.getName().replaceAll("\\D", "")));
                assertEquals(
                        "checked", PngDecoder.decode(zip.readAllBytes()).text().get("Augmenta-Copy-Guard"));
            }
        }
        assertEquals(SERVED, inArchive);

        byte[] array = given().get(request + "&format=npy").asByteArray();
        List<LabelledImage> raw = raw(10);
        for (int i = 0; i < SERVED.size(); i++) {
            int end = array.length - (SERVED.size() - 1 - i) * 256;
            assertEquals(
                    Bytes.wrap(Arrays.copyOfRange(array, end - 256, end)),
                    raw.get(SERVED.get(i)).pixels());
        }
    }

    @Test
    void theSheetSaysHowManyWereWithheldAndSoDoTheHeaders() throws Exception {
        var sheet = given().get(request + "&format=png-grid");

        sheet.then()
                .statusCode(200)
                .header("Augmenta-Withheld", equalTo("{\"glioma\":4}"))
                .header("Augmenta-Provenance", containsString("\"copyGuard\":\"checked\""));
        Map<String, String> text = PngDecoder.decode(sheet.asByteArray()).text();
        assertEquals("checked", text.get("Augmenta-Copy-Guard"));
        assertEquals("{glioma=4}", text.get("Augmenta-Withheld"));
    }

    @Test
    void imagesThatTookTheirPlaceAreVerifiedAndSoAreWithheldOnesThatComeFromElsewhere() {
        for (String line :
                given().get(request + "&format=ndjson").asString().lines().toList()) {
            given().contentType("image/png")
                    .body(Base64.getDecoder().decode(line.replaceAll(".*\"png\":\"([^\"]*)\".*", "$1")))
                    .post("/v1/verify")
                    .then()
                    .statusCode(200)
                    .body("verdict", equalTo("same"))
                    .body("wholeFile", equalTo(true));
        }
    }

    @Test
    void theSameOverTheLogWithTheNumberThatWasWithheld() throws Exception {
        String requestId = "copies-" + checkpoint.checkpointId();
        log.publisher()
                .publish(
                        Topics.GENERATION_REQUESTS,
                        new GenerationRequested(
                                requestId, checkpoint.checkpointId(), Map.of("glioma", 6, "none", 2), 7))
                .get();
        List<GenerationEvent> answer = log.awaitAnswer(requestId, 1);
        GenerationCompleted completed = assertInstanceOf(GenerationCompleted.class, answer.get(answer.size() - 1));

        assertEquals(Map.of("glioma", 4), completed.withheld());
        assertEquals(Map.of("glioma", 6, "none", 2), completed.counts());
        List<Integer> indexes = new ArrayList<>();
        for (LabelledImage image : log.reread(requestId, completed.ranges())) {
            Provenance provenance = assertInstanceOf(Provenance.class, image.provenance());
            assertEquals(CopyGuard.CHECKED, provenance.copyGuard());
            if (image.label().equals("glioma")) {
                indexes.add(provenance.index());
            }
        }
        assertEquals(SERVED, indexes);
    }

    @Test
    void inferenceReplacesCopiesAndRefusesLatentsOfCopies() throws Exception {
        String infer = "/v2/models/" + checkpoint.checkpointId() + "/infer";
        List<Integer> samples = given().body("{\"inputs\": ["
                        + "{\"name\": \"class\", \"datatype\": \"BYTES\", \"shape\": [3], \"data\":"
                        + " [\"glioma\", \"none\", \"glioma\"]},"
                        + "{\"name\": \"count\", \"datatype\": \"INT64\", \"shape\": [3], \"data\": [1, 1, 2]},"
                        + "{\"name\": \"seed\", \"datatype\": \"INT64\", \"shape\": [1], \"data\": [7]}]}")
                .post(infer)
                .then()
                .statusCode(200)
                .body("parameters.copy_guard", equalTo("checked"))
                .body("parameters.withheld", equalTo(3))
                .extract()
                .path("outputs[0].data");
        List<LabelledImage> raw = raw(10);
        assertEquals(unsigned(raw.get(1)), samples.subList(0, 256));
        assertEquals(unsigned(raw.get(4)), samples.subList(512, 768));
        assertEquals(unsigned(raw.get(5)), samples.subList(768, 1024));

        given().body(latents(0, 1, 2))
                .post(infer)
                .then()
                .statusCode(400)
                .body("error", containsString("near copies of training images and are withheld: rows 0, 2"));
        given().body(latents(1, 4)).post(infer).then().statusCode(200);
    }

    @Test
    void theCardSaysWhetherThereIsAGuardAndTheMeterCounts() throws Exception {
        given().get("/v1/generators/" + checkpoint.checkpointId()).then().body("copyGuard", equalTo("checked"));
        CheckpointPublished old = TestCheckpoints.of("unguarded", 1, CLASSES, SHAPE, generator());
        log.publisher().publish(Topics.CHECKPOINTS, old).get();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get("/v1/generators/unguarded-e0001")
                .then()
                .statusCode(200)
                .body("copyGuard", equalTo("unguarded")));
        given().get("/v1/generate?class=glioma&count=2&checkpoint=unguarded-e0001")
                .then()
                .header("Augmenta-Provenance", containsString("\"copyGuard\":\"unguarded\""))
                .header("Augmenta-Withheld", equalTo("{}"));
        double before = withheld();
        given().get(request).then().statusCode(200);
        assertEquals(before + 4, withheld());
    }

    @Test
    void aGeneratorOfNothingButCopiesIsAProblemAndNoEndlessRequest() throws Exception {
        CheckpointPublished copier = copying(256);
        log.publisher().publish(Topics.CHECKPOINTS, copier).get();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        given().get("/v1/generators/" + copier.checkpointId()).statusCode() == 200);
        for (String format : List.of("png-grid", "zip")) {
            given().get("/v1/generate?class=glioma&count=1&format=" + format + "&checkpoint=" + copier.checkpointId())
                    .then()
                    .statusCode(500)
                    .body("detail", containsString("makes hardly anything but copies of its training images: 101 of"));
        }
    }

    private static double withheld() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("augmenta_generation_withheld_images_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String latents(int... indexes) {
        List<String> values = new ArrayList<>();
        for (int index : indexes) {
            float[] latent = new float[16];
            Latents.draw(7, new ImageKey(1, index), latent, 0, 16);
            for (float value : latent) {
                values.add(Float.toString(value));
            }
        }
        return "{\"inputs\": [{\"name\": \"class\", \"datatype\": \"BYTES\", \"shape\": [%d], \"data\": [%s]},"
                        .formatted(indexes.length, String.join(",", Collections.nCopies(indexes.length, "\"glioma\"")))
                + "{\"name\": \"latent\", \"datatype\": \"FP32\", \"shape\": [%d, 16], \"data\": [%s]}]}"
                        .formatted(indexes.length, String.join(",", values));
    }

    private static List<Integer> unsigned(LabelledImage image) {
        List<Integer> samples = new ArrayList<>();
        for (byte sample : image.pixels().toArray()) {
            samples.add(sample & 0xff);
        }
        return samples;
    }

    private Artifact generator() throws IOException {
        return store().put(TestGenerator.convTranspose(5, SHAPE.latentSize(), CLASSES.size(), 16));
    }

    private ArtifactStore store() {
        return new DirectoryArtifactStore(Path.of(artifactsFolder));
    }

    private CheckpointPublished copying(int copyBelow) throws Exception {
        List<LabelledImage> raw = raw(10);
        TrainedOn trained =
                TrainedOn.images(copyBelow, COPIED.stream().map(raw::get).toList());
        return TestCheckpoints.guarded(
                "copying-" + copyBelow, CLASSES, SHAPE, generator(), store().put(trained.file()));
    }

    private List<LabelledImage> raw(int images) throws Exception {
        CheckpointPublished unguarded = TestCheckpoints.of("raw", 1, CLASSES, SHAPE, generator());
        List<ImageKey> keys = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            keys.add(new ImageKey(1, i));
        }
        try (LoadedGenerators generators = TestLoading.generators(store(), 1, 64, 1);
                LoadedGenerators.Lease lease = generators.lease(unguarded)) {
            return new SyntheticImages("test")
                    .make(lease, unguarded, 7, keys, Function.<LabelledImage>identity(), Caller.patient()).stream()
                            .map(Optional::orElseThrow)
                            .toList();
        }
    }
}
