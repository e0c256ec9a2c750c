package io.augmenta.generator;

import static io.augmenta.generator.OverHttp.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Topics;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.imaging.png.PngFile;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What the service answers with, in every format. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class GeneratorOverHttpTest {
    @Inject
    RunningGenerator generator;

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
        Response array = get(path + "&format=npy");
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
