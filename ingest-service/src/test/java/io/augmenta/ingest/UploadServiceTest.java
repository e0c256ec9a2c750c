package io.augmenta.ingest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@TestProfile(UploadServiceTest.Uploading.class)
class UploadServiceTest {
    private static final Path UPLOADS = Path.of("target/uploads");
    /** No process has such a number. */
    private static final Path ABANDONED = UPLOADS.resolve("augmenta-uploads-999999999999");

    /** Uploads of up to 20 MB, more than a body may have by default; and what a process left that was killed. */
    public static final class Uploading implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.createDirectories(ABANDONED.resolve("upload-1/glioma"));
                Files.writeString(ABANDONED.resolve("upload-1/glioma/patient.png"), "left");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "augmenta.ingest.upload.folder",
                    UPLOADS.toString(),
                    "augmenta.ingest.upload.max-bytes",
                    "20000000");
        }
    }

    @Test
    void anArchiveOfClassFoldersBecomesASealedVersionAndNothingOfItIsLeft() throws Exception {
        String id = upload("?dataset=sent&imageSize=16&seed=3", archive(new byte[12_000_000]))
                .statusCode(202)
                .body("dataset", equalTo("sent"))
                .extract()
                .path("id");

        await().atMost(Duration.ofSeconds(60)).until(() -> List.of("SEALED", "FAILED")
                .contains(when().get("/v1/ingests/" + id).path("state").toString()));
        when().get("/v1/ingests/" + id)
                .then()
                .body("state", equalTo("SEALED"))
                .body("images", is(24))
                .body("rejectedByReason.'unknown-format'", is(1))
                .body("seed", is(3))
                .body("imageSize", is(16));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(UploadServiceTest::assertNothingIsLeft);
    }

    @Test
    void archivesAreCountedByWhatBecameOfThemAndByTheirBytes() throws Exception {
        double accepted = metric("augmenta_ingest_uploads_total");
        double broken = metric("augmenta_ingest_uploads_refused_total{reason=\"invalid-archive\"}");
        double tooLarge = metric("augmenta_ingest_uploads_refused_total{reason=\"upload-too-large\"}");
        double bytes = metric("augmenta_ingest_upload_bytes_total");
        byte[] good = archive(new byte[1000]);

        upload("?dataset=counted&imageSize=16", good).statusCode(202);
        upload("?dataset=counted", new byte[100]).statusCode(400);
        upload("?dataset=counted", archive(new byte[20_500_000])).statusCode(400);

        assertEquals(accepted + 1, metric("augmenta_ingest_uploads_total"));
        assertEquals(broken + 1, metric("augmenta_ingest_uploads_refused_total{reason=\"invalid-archive\"}"));
        assertEquals(tooLarge + 1, metric("augmenta_ingest_uploads_refused_total{reason=\"upload-too-large\"}"));
        double received = metric("augmenta_ingest_upload_bytes_total") - bytes;
        // what stands behind the last file of an archive need not be read, and what breaks the limit is not read on
        assertTrue(received > good.length / 2.0 + 20_000_000, "" + received);
        assertTrue(received < good.length + 100 + 20_100_000, "" + received);
    }

    private static double metric(String series) {
        return when().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + series));
    }

    @Test
    void uploadsThatCannotBeDoneAreRefusedAndNothingOfThemIsLeft() throws Exception {
        refused("", archive(new byte[1]), "expected the name of a data set, got none");
        refused("?dataset=../x", archive(new byte[1]), "expected a name of 1 to 100 letters");
        refused("?dataset=x&splitRule=even", archive(new byte[1]), "expected grouped, random or supplied");
        refused("?dataset=x&splitRule=supplied", archive(new byte[1]), "expected the folders Training and Testing");
        refused("?dataset=x", new byte[100], "expected a ZIP file");
        refused("?dataset=x", new byte[0], "expected a ZIP file");
        byte[] noise = new byte[21_000_000];
        new Random(1).nextBytes(noise);
        refused("?dataset=x", archive(noise), "an archive of at most 20000000 bytes");
        assertNothingIsLeft();
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() {
        assertFalse(Files.exists(ABANDONED));
    }

    @Test
    void aLargeBodyIsForUploadsOnly() {
        given().contentType("application/json")
                .body(" ".repeat(1_100_000))
                .post("/v1/ingests")
                .then()
                .statusCode(400)
                .body("detail", containsString("at most 1048576 bytes"));
    }

    private static void assertNothingIsLeft() {
        try (Stream<Path> left = Files.walk(UPLOADS)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.toString().contains("upload-")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refused(String query, byte[] archive, String said) throws IOException {
        upload(query, archive)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(said));
    }

    /** From a file: of an array the client would first make a text, number by number. */
    private static ValidatableResponse upload(String query, byte[] archive) throws IOException {
        Path file = Files.write(Files.createTempFile(Path.of("target"), "sent-", ".zip"), archive);
        return given().contentType("application/octet-stream")
                .body(file.toFile())
                .post("/v1/ingests/upload" + query)
                .then();
    }

    /** Phantoms in a folder, and a further file that is no image. */
    private static byte[] archive(byte[] further) throws IOException {
        Path drawn = Files.createTempDirectory(Path.of("target"), "drawn-");
        new PhantomSet(1, 6, 32).writeTo(drawn);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> images = Files.walk(drawn)) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("phantoms/" + PhantomSet.classes().get(0) + "/further.png"));
            zip.write(further);
            for (Path image : images.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry("phantoms/" + drawn.relativize(image)));
                zip.write(Files.readAllBytes(image));
            }
        }
        return bytes.toByteArray();
    }
}
