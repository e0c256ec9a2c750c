package io.augmenta.generator;

import static io.augmenta.generator.OverHttp.get;
import static io.augmenta.generator.OverHttp.problem;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked for that cannot be, and what the answer says. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class RefusedRequestsTest {
    @Inject
    RunningGenerator generator;

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

    @Test
    void badParametersAreToldWhatIsPossible() throws Exception {
        // among the newest, which are the ones that an answer names
        generator.publish("http-d", 600);
        String good = "/v1/generate?checkpoint=http-d-e0600";

        problem("GET", "/v1/generate?checkpoint=http-d-e0601", 400)
                .body("detail", containsString("unknown checkpoint \"http-d-e0601\""))
                .body("checkpoints", hasItem("http-d-e0600"));
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
        Path file = generator.fileOf(checkpoint.generator());
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        generator.publish(checkpoint);

        for (String format : List.of("zip", "png-grid")) {
            problem("GET", "/v1/generate?checkpoint=http-tampered-e0001&format=" + format, 500)
                    .body("detail", containsString("was changed after it was stored"));
        }
    }
}
