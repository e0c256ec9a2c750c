package io.augmenta.generator;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Topics;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The guard is off by configuration, and everything says so. */
@QuarkusTest
@TestProfile(CopyGuardOffTest.Off.class)
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class CopyGuardOffTest {
    private static final GeneratorShape SHAPE = new GeneratorShape(16, 1, 1, 16, 16);

    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("augmenta.generator.copy-guard.enabled", "false");
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "augmenta.artifacts.folder")
    String artifactsFolder;

    @Test
    void copiesAreHandedOutAndEveryPlaceSaysThatNobodyLookedForThem() throws Exception {
        ArtifactStore store = new DirectoryArtifactStore(Path.of(artifactsFolder));
        // with the guard, everything would be a copy
        TrainedOn anything = new TrainedOn(256, List.of(new Fingerprint(0, 0, 0, 0)));
        CheckpointPublished checkpoint = TestCheckpoints.guarded(
                "off",
                List.of("none"),
                SHAPE,
                store.put(TestGenerator.convTranspose(5, 16, 1, 16)),
                store.put(anything.file()));
        try (EventLogClient log = new EventLogClient(bootstrapServers, artifactsFolder)) {
            log.publisher().publish(Topics.CHECKPOINTS, checkpoint).get();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get("/v1/generators/off-e0001")
                .then()
                .statusCode(200)
                .body("copyGuard", equalTo("off")));

        var sheet = given().get("/v1/generate?checkpoint=off-e0001&count=2");

        sheet.then()
                .statusCode(200)
                .header("Augmenta-Withheld", equalTo("{}"))
                .header("Augmenta-Provenance", containsString("\"copyGuard\":\"off\""));
        assertEquals("off", PngDecoder.decode(sheet.asByteArray()).text().get("Augmenta-Copy-Guard"));
        assertEquals(
                2,
                given().get("/v1/generate?checkpoint=off-e0001&count=2&format=ndjson")
                        .asString()
                        .lines()
                        .filter(line -> line.contains("\"copyGuard\":\"off\""))
                        .count());
    }
}
