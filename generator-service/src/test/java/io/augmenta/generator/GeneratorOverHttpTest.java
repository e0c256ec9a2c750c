package io.augmenta.generator;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Topics;
import io.augmenta.generator.batching.OpenRequests;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.imaging.png.PngFile;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class GeneratorOverHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "augmenta.artifacts.folder")
    String artifactsFolder;

    @Inject
    OpenRequests openRequests;

    private RunningGenerator generator;

    @BeforeEach
    void connect() {
        generator = new RunningGenerator(bootstrapServers, artifactsFolder);
    }

    @AfterEach
    void disconnect() {
        generator.close();
    }

    @Test
    void archiveHoldsTheImagesOfTheLogWithTheirProvenanceInside() throws Exception {
        generator.publish("http-a", 1);
        generator
                .log()
                .publisher()
                .publish(
                        Topics.GENERATION_REQUESTS,
                        new GenerationRequested("beside", "http-a-e0001", Map.of("none", 70, "glioma", 3), 11))
                .get();

        byte[] zip = given().contentType(ContentType.JSON)
                .body("{\"checkpoint\": \"http-a-e0001\", \"counts\": {\"none\": 70, \"glioma\": 3}, \"seed\": 11,"
                        + " \"format\": \"zip\"}")
                .post("/v1/generate")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .header("Content-Disposition", "inline; filename=\"http-a-e0001-seed11.zip\"")
                .extract()
                .asByteArray();

        Map<String, PngFile> files = unzip(zip);
        List<LabelledImage> images = imagesInTheLog("beside");
        assertEquals(73, images.size());
        assertEquals(73, files.size());
        for (LabelledImage image : images) {
            Provenance provenance = assertInstanceOf(Provenance.class, image.provenance());
            PngFile file = files.get("%s/%06d.png".formatted(image.label(), provenance.index()));
            assertArrayEquals(image.pixels().toArray(), file.image().pixels());
            assertEquals("true", file.text().get("Synthetic"));
            assertEquals(image.id(), file.text().get("Augmenta-Id"));
            assertEquals("http-a-e0001", file.text().get("Augmenta-Checkpoint"));
            assertEquals(provenance.generatorSha256(), file.text().get("Augmenta-Generator-SHA-256"));
            assertEquals(image.label(), file.text().get("Augmenta-Class"));
            assertEquals("11", file.text().get("Augmenta-Seed"));
            assertEquals(Integer.toString(provenance.index()), file.text().get("Augmenta-Index"));
            assertEquals(provenance.software(), file.text().get("Software"));
        }
    }

    @Test
    void arrayLinesAndArchiveHoldTheSameImages() throws Exception {
        generator.publish("http-formats", 1);
        String path = "/v1/generate?checkpoint=http-formats-e0001&class=glioma&class=none&count=30&seed=3&batch-size=7";

        Map<String, PngFile> archive = unzip(get(path + "&format=zip").asByteArray());
        io.restassured.response.Response array = get(path + "&format=npy");
        String lines = get(path + "&format=ndjson").asString();

        assertEquals(60, archive.size());
        assertEquals("application/x-npy", array.contentType());
        byte[] expected = new byte[60 * 16 * 16];
        int at = 0;
        ObjectMapper json = new ObjectMapper();
        for (String line : lines.lines().toList()) {
            JsonNode image = json.readTree(line);
            String name = "%s/%06d.png"
                    .formatted(image.get("class").asText(), image.get("index").asInt());
            PngFile inArchive = archive.get(name);
            PngFile inLine = PngDecoder.decode(image.get("png").binaryValue());
            assertEquals(inArchive, inLine);
            assertTrue(image.get("synthetic").asBoolean());
            assertEquals(inArchive.text().get("Augmenta-Id"), image.get("id").asText());
            assertEquals("3", inArchive.text().get("Augmenta-Seed"));
            assertEquals(3, image.get("seed").asLong());
            assertEquals("http-formats-e0001", image.get("checkpoint").asText());
            assertEquals(
                    inArchive.text().get("Augmenta-Generator-SHA-256"),
                    image.get("generatorSha256").asText());
            inLine.image().copyTo(expected, at * 256);
            at++;
        }
        assertEquals(60, at);
        byte[] numpy = array.asByteArray();
        assertArrayEquals(expected, Arrays.copyOfRange(numpy, numpy.length - expected.length, numpy.length));
        assertTrue(new String(numpy, 0, 128, ISO_8859_1)
                .contains("'descr': '|u1', 'fortran_order': False, 'shape': (60, 1, 16, 16)"));
        JsonNode provenance = json.readTree(array.getHeader("Augmenta-Provenance"));
        assertEquals("{\"none\":30,\"glioma\":30}", provenance.get("counts").toString());
        assertTrue(provenance.get("synthetic").asBoolean());
    }

    @Test
    void deadlineThatCannotBeKeptIsToldAndOneThatCanIsKept() throws Exception {
        generator.publish("http-deadline", 1);
        String path = "/v1/generate?checkpoint=http-deadline-e0001&count=3&format=zip";

        get(path + "&deadline=60s");
        // 39 runs of one image each
        String slow = "/v1/generate?checkpoint=http-deadline-e0001&count=13&batch-size=1";
        problem("GET", slow + "&deadline=1ms", 504)
                .body("type", equalTo("urn:augmenta:problem:deadline-exceeded"))
                .body("detail", containsString("1 ms"));
        given().header("Augmenta-Deadline", "PT0.001S").get(slow).then().statusCode(504);
        for (String bad : List.of("soon", "0s", "-PT1S", "25h", "PT25H")) {
            problem("GET", path + "&deadline=" + bad, 400).body("detail", containsString("250ms, 10s, 2m or PT10S"));
        }
        for (String bad : List.of("0", "65", "many")) {
            problem("GET", path + "&batch-size=" + bad, 400).body("detail", containsString("from 1 to 64"));
        }
    }

    /** All that this service lets wait is 128 images, and one client asks for batch after batch. */
    @Test
    void clientsThatComeAtOnceShareRunsAndGetTheirOwnImages() throws Exception {
        generator.publish("http-many", 1);
        String path = "/v1/generate?checkpoint=http-many-e0001&class=none&count=1&format=ndjson&seed=";
        Map<Integer, byte[]> alone = new LinkedHashMap<>();
        for (int seed = 0; seed < 20; seed++) {
            alone.put(seed, get(path + seed).asByteArray());
        }
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Void>> requests = new ArrayList<>();
            for (int request = 0; request < 200; request++) {
                int seed = request % 20;
                requests.add(() -> {
                    assertArrayEquals(alone.get(seed), get(path + seed).asByteArray());
                    return null;
                });
            }
            for (Future<Void> request : clients.invokeAll(requests)) {
                request.get();
            }
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void imageIsVerifiedOverHttp() throws Exception {
        generator.publish("http-verify", 1);
        byte[] archive = get("/v1/generate?checkpoint=http-verify-e0001&class=glioma&count=1&seed=5&format=zip")
                .asByteArray();
        byte[] png;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            in.getNextEntry();
            png = in.readAllBytes();
        }
        given().contentType("image/png")
                .body(png)
                .post("/v1/verify")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("same"))
                .body("wholeFile", equalTo(true))
                .body("says.Augmenta-Seed", equalTo("5"));
        given().contentType("image/png")
                .body(get("/v1/generate?checkpoint=http-verify-e0001").asByteArray())
                .post("/v1/verify")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("not-verifiable"));
    }

    /** All of it in memory would be some 90 MB. */
    @Test
    void hundredThousandImagesAreStreamedWithFlatMemory() throws Exception {
        generator.publish("http-large", 1);
        URI address = URI.create("http://localhost:" + RestAssured.port
                + "/v1/generate?checkpoint=http-large-e0001&class=none&count=100000&format=ndjson");
        long bytes = 0;
        int lines = 0;
        long early = 0;
        long late = 0;
        try (InputStream in = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            byte[] part = new byte[1 << 16];
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                bytes += length;
                for (int i = 0; i < length; i++) {
                    lines += part[i] == '\n' ? 1 : 0;
                }
                if (lines >= 10_000 && early == 0) {
                    early = usedHeapBytes();
                }
                if (lines >= 95_000 && late == 0) {
                    late = usedHeapBytes();
                }
            }
        }
        assertEquals(100_000, lines);
        assertTrue(bytes > 60_000_000, bytes + " bytes");
        assertTrue(late - early < 15_000_000, early + " bytes used at first, then " + late);
    }

    private static long usedHeapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Clients that close their connections after the first bytes of a large answer: more of them than there are places. */
    @Test
    void clientsThatLeaveFreeTheirPlaces() throws Exception {
        generator.publish("http-leaving", 1);
        for (int client = 0; client < GeneratorServiceResource.MAX_REQUESTS + 2; client++) {
            // whoever comes before the service has noticed that others left is refused, and comes again
            await().atMost(PATIENCE).until(() -> beginsToRead("http-leaving-e0001"));
        }
        await().atMost(PATIENCE)
                .until(() -> given().get("/v1/generate?checkpoint=http-leaving-e0001&count=1")
                                .statusCode()
                        == 200);
        await().atMost(PATIENCE).until(() -> openRequests.count() == 0);
    }

    /** Whether a large answer came, of which the first bytes are read; else the service must have said that it is full. */
    private static boolean beginsToRead(String checkpoint) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET /v1/generate?checkpoint=" + checkpoint + "&count=100000&class=none&format=ndjson"
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            String start = new String(socket.getInputStream().readNBytes(20_000), ISO_8859_1);
            if (start.startsWith("HTTP/1.1 200 ")) {
                assertEquals(20_000, start.length());
                return true;
            }
            assertTrue(start.startsWith("HTTP/1.1 503 "), start);
            return false;
        }
    }

    @Test
    void sameRequestGivesTheSameBytes() throws Exception {
        generator.publish("http-b", 1);

        for (String format : List.of("zip", "png-grid", "npy", "ndjson")) {
            String path = "/v1/generate?checkpoint=http-b-e0001&count=3&seed=-5&format=" + format;
            assertArrayEquals(get(path).asByteArray(), get(path).asByteArray());
        }
    }

    @Test
    void sheetOfTheLatestCheckpointHasARowPerClass() throws Exception {
        generator.publish("http-latest", 9000);

        PngFile all = PngDecoder.decode(get("/v1/generate").asByteArray());
        PngFile one = PngDecoder.decode(
                get("/v1/generate?class=glioma&class=none&count=2&seed=1").asByteArray());

        assertEquals("http-latest-e9000", all.text().get("Augmenta-Checkpoint"));
        assertEquals("true", all.text().get("Synthetic"));
        assertEquals("{none=8, glioma=8, pituitary=8}", all.text().get("Augmenta-Counts"));
        assertEquals("{none=2, glioma=2}", one.text().get("Augmenta-Counts"));
        // rows and columns of 16 pixels and gutters of 2 around each
        assertEquals(3 * 18 + 2, all.image().height());
        assertEquals(2 * 18 + 2, one.image().height());
        assertTrue(all.image().width() > 8 * 18);
    }

    @Test
    void badParametersAreToldWhatIsPossible() throws Exception {
        generator.publish("http-d", 1);
        String good = "/v1/generate?checkpoint=http-d-e0001";

        problem("GET", "/v1/generate?checkpoint=http-d-e0002", 400)
                .body("detail", containsString("unknown checkpoint \"http-d-e0002\""))
                .body("checkpoints", hasItem("http-d-e0001"));
        problem("GET", good + "&class=meningioma", 400)
                .body("title", equalTo("Bad Request"))
                .body("classes", contains("none", "glioma", "pituitary"));
        for (String count : List.of("0", "-1", "14", "2000000000", "99999999999", "many", "1.5")) {
            problem("GET", good + "&count=" + count, 400)
                    .body("parameter", equalTo("count"))
                    .body("limits.minimum", equalTo(1))
                    .body("limits.maximum", equalTo(GeneratorServiceResource.MAX_SHEET_IMAGES));
        }
        problem("GET", good + "&format=zip&count=100001", 400)
                .body("limits.maximum", equalTo(GeneratorServiceResource.MAX_STREAM_IMAGES));
        problem("GET", good + "&format=gif", 400).body("formats", contains("png-grid", "zip", "npy", "ndjson"));
        problem("GET", good + "&seed=first", 400).body("detail", containsString("-9223372036854775808"));
    }

    @Test
    void badBodiesAreToldWhatIsExpected() {
        for (String body : List.of(
                "",
                "null",
                "{",
                "[]",
                "{\"count\": 3}",
                "{\"counts\": {\"none\": null}}",
                "{\"counts\": {\"none\": 1.5}}",
                "{\"seed\": \"x\"}",
                "{} {}")) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/generate")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:augmenta:problem:invalid-body"))
                    .body("detail", containsString("expected JSON such as"));
        }
    }

    @Test
    void checkpointWhoseFileWasChangedIsAServersProblem() throws Exception {
        CheckpointPublished checkpoint = generator.checkpoint("http-tampered", 1);
        Path file = Path.of(artifactsFolder, "sha256")
                .resolve(checkpoint.generator().sha256().substring(0, 2))
                .resolve(checkpoint.generator().sha256());
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        generator.publish(checkpoint);

        for (String format : List.of("zip", "png-grid")) {
            problem("GET", "/v1/generate?checkpoint=http-tampered-e0001&format=" + format, 500)
                    .body("detail", containsString("was changed after it was stored"));
        }
    }

    @Test
    void requestsThatAreGivenUpLeaveNoTurnTaken() throws Exception {
        generator.publish("http-e", 1);

        // more than may work at once, none of whose bodies is ever written
        for (int i = 0; i < GeneratorServiceResource.MAX_REQUESTS + 2; i++) {
            given().head("/v1/generate?checkpoint=http-e-e0001&format=zip")
                    .then()
                    .statusCode(200);
        }

        get("/v1/generate?checkpoint=http-e-e0001&format=zip");
    }

    @Test
    void serviceTellsItsHealthItsFiguresAndItsInterface() throws Exception {
        generator.publish("http-f", 1);
        get("/v1/generate?checkpoint=http-f-e0001&count=2");

        for (String kind : List.of("live", "ready", "started")) {
            given().get("/q/health/" + kind).then().statusCode(200).body("status", equalTo("UP"));
        }
        given().get("/q/health/ready").then().body("checks.name", hasItem("generator-has-read-checkpoints"));
        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();
        assertTrue(metrics.contains("augmenta_generation_images_total{channel=\"rest\""), metrics);
        assertTrue(
                metrics.contains(
                        "augmenta_generation_request_seconds_bucket{channel=\"rest\",outcome=\"completed\",le=\"0.1\"}"),
                metrics);
        assertTrue(metrics.contains("augmenta_generation_models_loaded"), metrics);
        assertTrue(!metrics.contains("http-f"), "figures must not name checkpoints");
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/v1/generate"))
                .body("components.schemas.keySet()", hasItem("PictureRequest"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static io.restassured.response.Response get(String path) {
        return given().get(path).then().statusCode(200).extract().response();
    }

    private static ValidatableResponse problem(String method, String path, int status) {
        return given().request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    private List<LabelledImage> imagesInTheLog(String requestId) {
        List<GenerationEvent> answer = generator.log().awaitAnswer(requestId, 1);
        GenerationCompleted completed = assertInstanceOf(GenerationCompleted.class, answer.get(answer.size() - 1));
        return generator.log().reread(requestId, completed.ranges());
    }

    private static Map<String, PngFile> unzip(byte[] zip) throws IOException {
        Map<String, PngFile> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), PngDecoder.decode(in.readAllBytes()));
            }
        }
        return files;
    }
}
