package io.augmenta.ingest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@TestProfile(WatchServiceTest.Watching.class)
class WatchServiceTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    @Identifier("default-kafka-broker") Map<String, Object> kafkaProperties;

    /** Impatient, and with a folder that is not there yet. */
    public static final class Watching implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "augmenta.ingest.allowed-roots", "target",
                    "augmenta.ingest.watch.every", "200ms",
                    "augmenta.ingest.watch.quiet", "3s",
                    "augmenta.ingest.watches.\"configured\".folder", "target/not-there-yet",
                    "augmenta.ingest.watches.\"configured\".image-size", "24");
        }
    }

    @Test
    void imagesThatArriveInAWatchedFolderBecomeVersionsUnattended() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "watched-");
        put("arriving", "{\"folder\": \"" + folder + "\", \"imageSize\": 16}")
                .statusCode(200)
                .body("state", equalTo("new"))
                .body("every", equalTo("PT0.2S"))
                .body("quiet", equalTo("PT3S"))
                .body("atLatest", equalTo("PT1H"));
        await().atMost(SOON)
                .untilAsserted(() -> when().get("/v1/watches/arriving").then().body("problem.kind", is("no-classes")));

        copySlowly(1, folder);
        awaitVersions("arriving", 1);
        copySlowly(2, folder);
        awaitVersions("arriving", 2);
        awaitSettled("arriving");

        List<DatasetVersion> versions = versions("arriving");
        assertEquals(24, versions.get(0).images());
        assertEquals(48, versions.get(1).images());
        assertEquals(versions.get(0).version(), versions.get(1).follows());
        when().get("/v1/watches/arriving")
                .then()
                .body("acting", is(true))
                .body("files", is(48))
                .body("filesWaiting", is(0))
                .body("problem", nullValue())
                .body("latest.version", equalTo(versions.get(1).version()));
        when().get("/v1/ingests").then().body("findAll { it.dataset == 'arriving' }.size()", is(2));
        when().get("/q/metrics")
                .then()
                .body(containsString("augmenta_ingest_watch_files{data_set=\"arriving\"} 48.0"))
                .body(containsString("augmenta_ingest_watch_blocked{data_set=\"arriving\"} 0.0"))
                .body(containsString("augmenta_ingest_watch_looks_total{state=\"settled\"}"));

        when().delete("/v1/watches/arriving").then().statusCode(204);
        when().delete("/v1/watches/arriving").then().statusCode(404);
        when().get("/v1/watches/arriving")
                .then()
                .statusCode(404)
                .body("detail", containsString("PUT /v1/watches/arriving"));
        when().get("/v1/watches").then().body("dataset", not(hasItem("arriving")));
    }

    @Test
    void aConfiguredFolderIsWatchedFromTheStartAndMayComeLater() throws Exception {
        await().atMost(SOON)
                .untilAsserted(() ->
                        when().get("/v1/watches/configured").then().body("problem.kind", equalTo("unknown-folder")));

        copySlowly(3, Files.createDirectories(Path.of("target/not-there-yet")));
        awaitVersions("configured", 1);

        assertEquals(24, versions("configured").get(0).width());
        try (Stream<Path> files = Files.walk(Path.of("target/not-there-yet"))) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Test
    void impossibleWatchesAreRefusedWithWhatIsPossible() {
        refused("{}", "folder: expected the folder to ingest, got none");
        refused("null", "folder: expected the folder to ingest, got none");
        refused("{\"folder\": \"/etc\"}", "outside of the folders that may be read");
        refused("{\"folder\": \"target/nowhere\"}", "is not there");
        refused("{\"folder\": \"s3://hospital/brains\"}", "buckets cannot be watched");
        refused("{\"folder\": \"target\", \"quiet\": \"a while\"}", "such as PT30S or PT1H, got \"a while\"");
        refused(
                "{\"folder\": \"target\", \"quiet\": \"PT2M\", \"atLatest\": \"PT1M\"}",
                "at least its quiet time PT2M");
        refused("{\"folder\": \"target\", \"every\": \"PT0S\"}", "milliseconds between two looks of a watch");
        refused("{\"folder\": \"target\", \"quite\": \"PT2M\"}", "expected {\"folder\": text");
        refused("{\"folder\": \"target\", \"imageSize\": 4}", "expected 8 to 1024 pixels, got 4");
        refused("{\"folder\": \"target\", \"splitRule\": \"even\"}", "expected grouped, random or supplied");
        put("..", "{\"folder\": \"target\"}").statusCode(not(200));
    }

    private static void refused(String body, String reason) {
        put("refused", body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(reason));
    }

    private static ValidatableResponse put(String dataset, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .put("/v1/watches/" + dataset)
                .then();
    }

    /** File by file, each less than the quiet time after the one before. */
    private static void copySlowly(long seed, Path folder) throws IOException, InterruptedException {
        Path drawn = Files.createTempDirectory(Path.of("target"), "drawn-");
        new PhantomSet(seed, 6, 32).writeTo(drawn);
        try (Stream<Path> images = Files.walk(drawn)) {
            for (Path image : images.filter(Files::isRegularFile).toList()) {
                Path label = Files.createDirectories(folder.resolve(drawn.relativize(image.getParent())));
                Files.copy(image, label.resolve(seed + "-" + image.getFileName()));
                Thread.sleep(20);
            }
        }
    }

    private void awaitVersions(String dataset, int count) {
        await().atMost(SOON).until(() -> versions(dataset).size() == count);
    }

    private static void awaitSettled(String dataset) {
        await().atMost(SOON)
                .untilAsserted(() -> when().get("/v1/watches/" + dataset).then().body("state", equalTo("settled")));
    }

    private List<DatasetVersion> versions(String dataset) {
        try (CompactedView<DatasetVersion> view = new CompactedView<>(kafkaProperties, Topics.DATASETS)) {
            view.start();
            view.awaitCaughtUp(SOON);
            return view.all().stream()
                    .filter(version -> version.name().equals(dataset))
                    .sorted(Comparator.comparing(DatasetVersion::sealedAt))
                    .toList();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
