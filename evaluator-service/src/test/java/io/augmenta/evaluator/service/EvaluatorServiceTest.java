package io.augmenta.evaluator.service;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.Topics;
import io.augmenta.evaluator.SampleStudy;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as others see it: a real broker, the real engine, HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@TestProfile(EvaluatorServiceTest.Settings.class)
class EvaluatorServiceTest {
    private static final SampleStudy SAMPLE = new SampleStudy(20, 16);
    private static final Map<String, String> QUICK = Map.of("epochs", "2", "width", "4");
    private static final String ARTIFACTS = "target/artifacts";

    private static LogClient log;
    private static List<OffsetRange> generated;

    /** Settings of the evaluator under test. */
    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "augmenta.artifacts.folder", ARTIFACTS,
                    "augmenta.evaluator.threads", "1",
                    "augmenta.evaluator.patience", "200ms");
        }
    }

    @BeforeAll
    static void publishTheStudy() throws InterruptedException {
        log = new LogClient(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        generated = log.publish(SAMPLE);
    }

    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @AfterAll
    static void disconnect() {
        log.close();
    }

    @Test
    void evaluationAskedForInTheLogIsAnsweredWithFiguresAndAReport() throws IOException {
        log.request(request("whole", QUICK));

        EvaluationCompleted completed = log.awaitCompletion("whole");

        JsonNode report = new ObjectMapper().readTree(read(completed, "report.json"));
        assertEquals(64, report.at("/evaluation/classifiers/baseline/images").intValue());
        assertEquals(
                "2", report.at("/evaluation/classifiers/mixed/settings/epochs").textValue());
        for (JsonNode row : report.get("table")) {
            double told = metric(
                    "whole", row.get("data_type").textValue(), row.get("split").textValue());
            assertEquals(row.get("accuracy_score").doubleValue(), told);
        }
        assertTrue(new String(read(completed, "report.html"), UTF_8).startsWith("<!DOCTYPE html>"));
        long epochs = log.said("whole", EvaluationProgressed.class).stream()
                .filter(progress -> progress.message().contains("epoch"))
                .count();
        assertEquals(3 * 2, epochs);
    }

    @Test
    void redeliveredRequestOfACompletedEvaluationIsNotRepeated() {
        log.request(request("once", QUICK));
        log.awaitCompletion("once");
        int events = log.said("once", EvaluationEvent.class).size();

        PublishedAt again = log.request(request("once", QUICK));
        log.awaitAcknowledged(again);

        assertEquals(events, log.said("once", EvaluationEvent.class).size());
    }

    @Test
    void sameRequestUnderAnotherNameGivesTheSamePredictions() throws IOException {
        log.request(request("first", QUICK));
        log.request(request("second", QUICK));

        byte[] first = read(log.awaitCompletion("first"), "predictions.csv");
        byte[] second = read(log.awaitCompletion("second"), "predictions.csv");

        assertArrayEquals(first, second);
    }

    @Test
    void recordThatIsNoRequestGoesToTheDeadLettersAndTheNextOneIsServed() throws Exception {
        log.publishRaw(Topics.EVALUATION_REQUESTS, "poison", "not an event".getBytes(UTF_8));
        log.request(request("after-poison", Map.of("epochs", "none")));

        ConsumerRecord<String, byte[]> dead = log.awaitDeadLetter(Topics.EVALUATION_REQUESTS, "poison");
        EvaluationFailed served = log.awaitFailure("after-poison");

        assertEquals("not an event", new String(dead.value(), UTF_8));
        assertTrue(dead.headers().lastHeader("dead-letter-reason").value().length > 0);
        assertTrue(served.reason().contains("epochs is \"none\""), served.reason());
    }

    @Test
    void requestThatCannotBeDoneIsAnsweredWithWhatIsPossible() {
        EvaluationRequested unknown = new EvaluationRequested(
                "unknown-data",
                "nowhere",
                "1",
                "run-1-e0003",
                "generation-1",
                generated,
                EvaluationSettings.shortest("compact", QUICK, 7));
        log.request(unknown);

        String reason = log.awaitFailure("unknown-data").reason();

        assertTrue(reason.contains("There is no version 1 of a data set nowhere; there are [phantom/"), reason);
        when().get("/v1/evaluations/unknown-data")
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("message", equalTo(reason));
    }

    @Test
    void everyEvaluationEndsInADecisionThatAPersonMayOverride() {
        log.request(request("decided", QUICK));
        log.awaitCompletion("decided");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> when().get("/v1/releases?history=true").path("decisionId"), hasItem("decided"));
        when().get("/v1/releases?history=true")
                .then()
                .body("find { it.decisionId == 'decided' }.decidedBy", equalTo("policy"))
                .body("find { it.decisionId == 'decided' }.findings.rule", hasItem("most-copied"));

        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "dataset",
                        "phantom",
                        "checkpointId",
                        "run-1-e0003",
                        "decision",
                        "released",
                        "by",
                        "A. Example"))
                .post("/v1/releases/overrides")
                .then()
                .statusCode(400)
                .body("detail", startsWith("why is missing"));
        String override = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "dataset", "phantom",
                        "checkpointId", "run-1-e0003",
                        "decision", "released",
                        "by", "A. Example",
                        "why", "the closest pairs were looked at"))
                .post("/v1/releases/overrides")
                .then()
                .statusCode(201)
                .body("decision", equalTo("released"))
                .extract()
                .path("decisionId");

        when().get("/v1/releases?checkpoint=run-1-e0003&history=true")
                .then()
                .body("decisionId", hasItems("decided", override))
                .body("find { it.decisionId == '" + override + "' }.why", equalTo("the closest pairs were looked at"));
    }

    @Test
    void theGateOfARequestDecidesInPlaceOfTheEvaluatorsAndSaysSo() {
        Map<String, OptionalDouble> lenient = new HashMap<>();
        for (String rule : List.of("least-gain", "least-coverage-share", "most-copied", "most-membership-area")) {
            lenient.put(rule, OptionalDouble.empty());
        }
        lenient.put("least-accuracy", OptionalDouble.of(0));
        Map<String, OptionalDouble> strict = new HashMap<>(lenient);
        strict.put("least-gain", OptionalDouble.of(1));
        log.request(gated("lenient", lenient));
        log.request(gated("strict", strict));
        log.request(gated("unknown-rule", Map.of("least-beauty", OptionalDouble.of(1))));

        log.awaitCompletion("lenient");
        log.awaitCompletion("strict");
        String reason = log.awaitFailure("unknown-rule").reason();

        assertTrue(reason.contains("least-coverage-share (0 to 1)"), reason);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> when().get("/v1/releases?history=true").path("decisionId"), hasItems("lenient", "strict"));
        when().get("/v1/releases?history=true")
                .then()
                .body("find { it.decisionId == 'lenient' }.decision", equalTo("released"))
                .body("find { it.decisionId == 'lenient' }.findings.rule", equalTo(List.of("least-accuracy")))
                .body("find { it.decisionId == 'lenient' }.findings.limitFrom", equalTo(List.of("request")))
                .body(
                        "find { it.decisionId == 'lenient' }.waived",
                        equalTo(List.of("least-gain", "least-coverage-share", "most-copied", "most-membership-area")))
                .body("find { it.decisionId == 'strict' }.decision", equalTo("refused"))
                .body("find { it.decisionId == 'strict' }.findings[0].limit", equalTo(1.0f));
    }

    private static EvaluationRequested gated(String id, Map<String, OptionalDouble> limits) {
        EvaluationRequested request = request(id, QUICK);
        return request.with(request.settings().gatedBy(new GateLimits(limits)));
    }

    @Test
    void evaluationAskedForOverHttpCanBeFollowedAndItsReportFetched() {
        given().contentType(ContentType.JSON)
                .body(submission("over-http"))
                .post("/v1/evaluations")
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/evaluations/over-http"))
                .body("evaluationId", equalTo("over-http"));

        log.awaitCompletion("over-http");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> when().get("/v1/evaluations/over-http").path("status"), equalTo("completed"));

        when().get("/v1/evaluations/over-http")
                .then()
                .body("metrics.findAll { it.dataType != null }.size()", equalTo(10 * 25 + 5 + 3))
                .body("metrics.findAll { it.name.startsWith('ks_') }.size()", equalTo(2 * 5 * 2 * (1 + 4)))
                .body(
                        "metrics.find { it.name == 'accuracy_score' && it.dataType == 'classic' && it.split == 'test' }.seeds",
                        equalTo(2));
        when().get("/v1/evaluations/over-http/report/report.html")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("What came out"));
        when().get("/v1/evaluations/over-http/report/predictions.csv")
                .then()
                .contentType("text/csv")
                .body(startsWith("data_type,amount,seed,split,image_id,label,predicted,probability_glioma"));
        when().get("/v1/evaluations/over-http/report/secrets.txt")
                .then()
                .statusCode(404)
                .body(
                        "detail",
                        containsString(
                                "closest-pairs.png, distances.csv, intensities.csv, losses.svg, predictions.csv, "
                                        + "report.html, report.json, samples.png, statistics.csv"));
        await().untilAsserted(() -> when().get("/q/metrics")
                .then()
                .body(
                        containsString(
                                "augmenta_evaluation_accuracy_ratio{data_set=\"phantom\",data_type=\"mixed\",model=\"wgan-gp\",split=\"test\"}"))
                .body(
                        containsString(
                                "augmenta_evaluation_kolmogorov_smirnov_ratio{data_set=\"phantom\",model=\"wgan-gp\",sample=\"pixels\"}"))
                .body(containsString("augmenta_evaluations_total{ending=\"completed\"}")));
    }

    @Test
    void impossibleSubmissionsAreRefusedWithWhatIsPossible() {
        refused(submission("x").replace("run-1-e0003", "run-9-e0001"), "there are [run-1-e0003]");
        refused(submission("x").replace("\"2\"", "\"0\""), "epochs is 0; allowed: a whole number from 1 to 10000");
        refused(submission("x").replace("compact", "huge"), "There is no classifier 'huge'; there is compact");
        refused(submission("x").replace("\"seed\"", "\"sead\""), "an evaluation has no sead; it has evaluationId, ");
        refused(submission("../x"), "evaluationId is '../x'");
        refused(
                submission("x").replace("\"seeds\": 2", "\"seeds\": 0"),
                "seeds is 0; allowed: a whole number from 1 to 20");
        refused(submission("x").replace("\"seeds\": 2", "\"seeds\": 2.5"), "field \"seeds\" cannot be read");
        refused(submission("x").replace("\"seed\": 7", "\"seed\": 7.5"), "field \"seed\" cannot be read");
        refused(with("amounts", "\"half\""), "field \"amounts\" cannot be read");
        refused("dataset: phantom", "the body is no JSON");
        refused("null", "the body is missing");
        refused(
                with("extractor", "\"nowhere.onnx\""),
                "There is no model 'nowhere.onnx' in the evaluator's models folder");
        refused(with("controls", "[\"twice\"]"), "There is no control 'twice'; there are [repeated, classic]");
        refused(with("amounts", "[0.5, 1.5]"), "amounts has 1.5; allowed: numbers above 0 and at most 1");
        refused(with("amounts", "[null]"), "amounts has a null");
        refused(with("gate", "{\"least-beauty\": 1}"), "rule of a gate: expected one of least-gain (-1 to 1), ");
        refused(with("gate", "{\"most-copied\": 2}"), "expected a number from 0 to 1, or null to take the rule away");
        refused("{}", "dataset is missing");
        when().get("/v1/evaluations/nowhere")
                .then()
                .statusCode(404)
                .body("detail", containsString("there is no evaluation nowhere"));
    }

    @Test
    void serviceTellsHowItIsAndWhatItOffers() {
        when().get("/q/health/started").then().statusCode(200);
        when().get("/q/health/live").then().statusCode(200);
        when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        when().get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/evaluations"))
                .body(containsString("/v1/evaluations/{id}/report/{file}"));
    }

    private static void refused(String body, String reason) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/evaluations")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(reason));
    }

    private static String submission(String evaluationId) {
        OffsetRange range = generated.get(0);
        return """
                {"evaluationId": "%s", "dataset": "phantom", "checkpointId": "run-1-e0003",
                 "generationRequestId": "generation-1", "classifier": "compact", "seed": 7, "seeds": 2,
                 "parameters": {"epochs": "2", "width": "4"},
                 "syntheticRanges": [{"topic": "%s", "partition": %d, "first": %d, "endExclusive": %d}]}""".formatted(evaluationId, range.topic(), range.partition(), range.first(), range.endExclusive());
    }

    private static String with(String field, String value) {
        return submission("x").replace("\"seeds\": 2", "\"seeds\": 2, \"" + field + "\": " + value);
    }

    private static EvaluationRequested request(String evaluationId, Map<String, String> parameters) {
        return SAMPLE.request(evaluationId, "compact", generated)
                .with(EvaluationSettings.shortest("compact", parameters, 7));
    }

    private static double metric(String evaluationId, String dataType, String split) {
        return log.said(evaluationId, MetricMeasured.class).stream()
                .filter(metric -> metric.name().equals("accuracy_score"))
                .filter(metric -> dataType.equals(metric.dataType()))
                .filter(metric -> Split.valueOf(split.toUpperCase(Locale.ROOT)) == metric.split())
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static byte[] read(EvaluationCompleted completed, String name) throws IOException {
        ArtifactStore store = new DirectoryArtifactStore(Path.of(ARTIFACTS));
        ArtifactReference file = completed.report().get(name);
        return store.read(new Artifact(file.uri(), file.sha256(), file.sizeBytes()), 1 << 24);
    }
}
