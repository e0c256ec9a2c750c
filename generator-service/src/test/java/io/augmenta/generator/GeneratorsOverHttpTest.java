package io.augmenta.generator;

import static io.augmenta.generator.OverHttp.problem;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.Topics;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.imaging.png.PngFile;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which generators there are, what is known of them, and by which names they are served. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class GeneratorsOverHttpTest {
    @Inject
    RunningGenerator generator;

    @Test
    void generatorsAreLoadedAndUnloaded() throws Exception {
        generator.publish("http-load", 1);
        String path = "/v1/generators/http-load-e0001";
        given().get(path)
                .then()
                .body("loaded", equalTo(false))
                .body("verification", equalTo(null))
                .body("decision", equalTo(null));

        given().post(path + "/load")
                .then()
                .statusCode(200)
                .body("loaded", equalTo(true))
                .body("verification", equalTo("unverified"));
        given().post(path + "/unload").then().statusCode(200).body("loaded", equalTo(false));
        problem("POST", "/v1/generators/nothing/load", 404);
    }

    @Test
    void whatIsReleasedIsServedByNameAndWhatIsRefusedIsNot() throws Exception {
        generator.publish("http-good", 1);
        generator.publish("http-bad", 1);
        given().get("/v1/generate?checkpoint=released:brains")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:augmenta:problem:nothing-released"))
                .body("detail", startsWith("no checkpoint is released for data set \"brains\""));

        decide("brains", "http-good-e0001", ReleaseDecision.RELEASED, 1);
        decide("brains", "http-bad-e0001", ReleaseDecision.REFUSED, 2);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals("http-good-e0001", released("brains")));
        assertEquals("http-good-e0001", released("brains"));
        given().get("/v1/generators/http-good-e0001")
                .then()
                .body("releasedFor", contains("brains"))
                .body("parameters.size()", equalTo(0));

        decide("brains", "http-good-e0001", ReleaseDecision.REFUSED, 3);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        given().get("/v1/generators/released:brains").then().statusCode(404));
        given().get("/v1/generate?checkpoint=released:brains").then().statusCode(400);
    }

    private static String released(String dataset) throws IOException {
        given().get("/v1/generators/released:" + dataset).then().statusCode(200);
        PngFile sheet = PngDecoder.decode(given().get("/v1/generate?checkpoint=released:" + dataset + "&count=1")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
        return String.valueOf(sheet.text().get("Augmenta-Checkpoint"));
    }

    private void decide(String dataset, String checkpoint, ReleaseDecision decision, int second) throws Exception {
        generator
                .log()
                .publisher()
                .publish(
                        Topics.RELEASES,
                        new ReleaseDecided(
                                "decision-" + second,
                                dataset,
                                "0123456789abcdef",
                                checkpoint,
                                "evaluation-" + second,
                                decision,
                                List.of(),
                                ReleaseDecided.POLICY,
                                null,
                                Instant.ofEpochSecond(second)))
                .get();
    }

    @Test
    void generatorsAreListedNewestFirst() throws Exception {
        generator.publish("http-c", 500);
        generator.publish("http-c", 400);

        given().get("/v1/generators?x=1")
                .then()
                .statusCode(200)
                .body("findAll { it.run == 'http-c' }.checkpoint", contains("http-c-e0500", "http-c-e0400"))
                .body("find { it.checkpoint == 'http-c-e0400' }.classes", contains("none", "glioma", "pituitary"));
        given().get("/v1/generators/http-c-e0500")
                .then()
                .statusCode(200)
                .body("epoch", equalTo(500))
                .body("height", equalTo(16))
                .body("loaded", equalTo(false))
                .body("publishedAt", startsWith("2026-01-01T"));
        problem("GET", "/v1/generators/http-c-e0001", 404)
                .body("type", equalTo("urn:augmenta:problem:unknown-checkpoint"))
                .body("checkpoints", hasItem("http-c-e0500"));
    }

    @Test
    void aGeneratorTellsTheScoresOfItsLatestEvaluation() throws Exception {
        generator.publish("http-scored", 1);
        generator.publish("http-scored", 2);
        Instant before = Instant.now();
        evaluated("scored-1", "http-scored-e0001", 0.5);
        evaluated("scored-2", "http-scored-e0001", 0.75);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get("/v1/generators/http-scored-e0001")
                .then()
                .body("scores.evaluation", equalTo("scored-2")));
        String evaluatedAt = given().get("/v1/generators")
                .then()
                .body("find { it.checkpoint == 'http-scored-e0002' }.scores", equalTo(null))
                .rootPath("find { it.checkpoint == 'http-scored-e0001' }.scores")
                .body("dataset", equalTo("brains"))
                .body("datasetVersion", equalTo("v1"))
                .body("figures.name", contains("accuracy_score", "frechet_distance"))
                .body("figures.dataType", contains("mixed", null))
                .body("figures.value", contains(0.75f, 12.5f))
                .body("figures.lower", contains(0.5f, null))
                .body("figures.upper", contains(1.0f, null))
                .body("figures.seeds", contains(5, 1))
                .body("figures.extractor", contains(null, "compact"))
                .extract()
                .path("find { it.checkpoint == 'http-scored-e0001' }.scores.evaluatedAt");
        Instant at = Instant.parse(evaluatedAt);
        assertTrue(
                !at.isBefore(before.minusSeconds(1))
                        && !at.isAfter(Instant.now().plusSeconds(1)),
                evaluatedAt);
        given().get("/v2/models/http-scored/versions/1")
                .then()
                .body("properties.checkpoint", equalTo("http-scored-e0001"))
                .body("properties.evaluation", equalTo("scored-2"))
                .body("properties.'score.mixed.accuracy_score'", equalTo("0.75"))
                .body("properties.'score.frechet_distance'", equalTo("12.5"));
        given().get("/v2/models/http-scored/versions/2").then().body("properties", not(hasKey("evaluation")));
    }

    private void evaluated(String evaluationId, String checkpointId, double accuracy) throws Exception {
        for (MetricMeasured metric : List.of(
                metric(evaluationId, checkpointId, "accuracy_score", accuracy, null),
                metric(evaluationId, checkpointId, "recall_score", 0.1, "none"),
                new MetricMeasured(
                        evaluationId,
                        "frechet_distance",
                        12.5,
                        "brains",
                        "v1",
                        checkpointId,
                        null,
                        null,
                        null,
                        null,
                        null,
                        1,
                        null,
                        "compact"))) {
            generator.log().publisher().publish(Topics.EVALUATIONS, metric).get();
        }
        generator
                .log()
                .publisher()
                .publish(Topics.EVALUATIONS, new EvaluationCompleted(evaluationId, Map.of()))
                .get();
    }

    private static MetricMeasured metric(
            String evaluationId, String checkpointId, String name, double value, @Nullable String label) {
        return new MetricMeasured(
                evaluationId,
                name,
                value,
                "brains",
                "v1",
                checkpointId,
                label,
                Split.TEST,
                "mixed",
                value - 0.25,
                value + 0.25,
                5,
                null,
                null);
    }
}
