package io.augmenta.ingest;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@TestProfile(ConfiguredFolderServiceTest.AFolder.class)
class ConfiguredFolderServiceTest {

    @Test
    void configuredFolderIsIngestedWhenTheServiceStarts() throws IOException {
        await().atMost(Duration.ofSeconds(60)).until(() -> List.of("SEALED", "FAILED")
                .contains(first().path("state").asText()));

        assertEquals("SEALED", first().path("state").asText(), first().toPrettyString());
        assertEquals("configured", first().path("dataset").asText());
        assertEquals("random", first().path("splitRule").asText());
        assertEquals(24, first().path("imageSize").asInt());
        assertEquals(3, first().path("seed").asInt());
        assertEquals(20, first().path("images").asInt());
    }

    private static JsonNode first() throws IOException {
        return new ObjectMapper()
                .readTree(when().get("/v1/ingests")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .path(0);
    }

    /** A folder outside of the allowed roots: whoever configures the service may name it. */
    public static final class AFolder implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "configured-");
                new PhantomSet(1, 5, 32).writeTo(folder);
                return Map.of(
                        "augmenta.ingest.allowed-roots", "src",
                        "augmenta.ingest.folder", folder.toString(),
                        "augmenta.ingest.dataset", "configured",
                        "augmenta.ingest.split-rule", "random",
                        "augmenta.ingest.image-size", "24",
                        "augmenta.ingest.seed", "3");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
