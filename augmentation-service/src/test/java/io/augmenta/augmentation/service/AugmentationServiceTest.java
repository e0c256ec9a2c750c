package io.augmenta.augmentation.service;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as others see it: a real broker and HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
class AugmentationServiceTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static AnsweringServices services;

    @BeforeAll
    static void connect() throws InterruptedException {
        services = new AnsweringServices(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    }

    @BeforeEach
    void awaitReady() {
        await().atMost(SOON).until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @AfterAll
    static void disconnect() {
        services.close();
    }

    @Test
    void policyMakesTheOtherServicesWorkUntilTheTargetsAreMet() {
        put("whole", """
                {"targetCounts": {"a": 60}, "targetRatios": {"*": 1.5}, "retrain": {"growth": 0.5}, "epochs": 3}""")
                .statusCode(200)
                .body("policy.recipe", equalTo("wgan-gp"))
                .body("policy.evaluationSeeds", is(5));
        services.seal("whole", "v1", 40, 20);

        awaitLast("whole", AugmentationStage.TARGETS_MET);

        when().get("/v1/augmentations/whole")
                .then()
                .statusCode(200)
                .body("targets", equalTo(Map.of("a", 60, "b", 30)))
                .body("real", equalTo(Map.of("a", 40, "b", 20)))
                .body("synthetic", equalTo(Map.of("a", 20, "b", 10)))
                .body("missing", equalTo(Map.of()))
                .body("released", equalTo("whole-v1-r1-e0003"));
        when().get("/v1/augmentations/whole/steps")
                .then()
                .statusCode(200)
                .body(
                        "stage",
                        equalTo(List.of(
                                "round_begun",
                                "training_asked",
                                "candidates_asked",
                                "evaluation_asked",
                                "released",
                                "top_up_asked",
                                "topped_up",
                                "targets_met")))
                .body("correlationId.unique()", equalTo(List.of("whole-v1-r1")));
        when().get("/v1/augmentations").then().statusCode(200).body("dataset", hasItem("whole"));
        String metrics = when().get("/q/metrics").then().extract().asString();
        assertTrue(metrics.contains("augmenta_augmentation_steps_total{stage=\"targets_met\"}"), metrics);

        services.seal("whole", "v2", 80, 40);
        await().atMost(SOON)
                .until(() -> services.steps("whole").stream()
                                .filter(step -> step.stage() == AugmentationStage.RELEASED)
                                .count()
                        == 2);
        TrainingRequested second = asked(TrainingRequested.class, "whole-v2-r2");
        assertEquals("whole-v1-r1-e0003", second.warmStart());
        await().atMost(SOON)
                .untilAsserted(
                        () -> when().get("/v1/augmentations/whole").then().body("missing", equalTo(Map.of())));
    }

    @Test
    void trainingThatFailsIsToldWithItsReason() {
        put("failing", "{\"targetCounts\": {\"a\": 60}, \"recipe\": \"cgan\"}").statusCode(200);
        services.seal("failing", "v1", 40, 20);

        AugmentationStep failed = awaitLast("failing", AugmentationStage.FAILED);

        assertEquals("training: failed: diverged at step 3", failed.explanation());
        assertTrue(services.asked.stream()
                .noneMatch(event -> event instanceof GenerationRequested request
                        && request.requestId().startsWith("failing")));
    }

    @Test
    void impossiblePolicyIsRefusedWithWhatIsPossible() {
        refused("{\"targets\": 3}", "a policy has no targets; it has targetCounts");
        refused("{\"retrain\": {\"growht\": 3}}", "retrain has no growht; it has growth, newImages, every");
        refused("{\"retrain\": {\"every\": \"weekly\"}}", "such as P7D or PT12H, got \"weekly\"");
        refused(
                "{\"targetRatios\": {\"a\": 0.5}}",
                "target ratio of class a: expected a number from 1 to 1000, got 0.5");
        refused("{\"gate\": {\"least-beauty\": 1}}", "rule of a gate: expected one of least-gain (-1 to 1), ");
        refused("{\"gate\": {\"most-copied\": 2}}", "expected a number from 0 to 1, or null to take the rule away");
        refused(
                "{\"gate\": {\"least-gain-over-repeated\": 0}, \"controls\": [\"classic\"]}",
                "expected the control repeated among the controls");
        refused("{\"epochs\": 0}", "epochs of an augmentation policy");
        given().contentType(ContentType.JSON)
                .when()
                .put("/v1/augmentations/none")
                .then()
                .statusCode(400)
                .body("detail", containsString("the body is missing"));
        when().get("/v1/augmentations/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("data set \"none\" has no policy; PUT /v1/augmentations/none sets one"));
    }

    @Test
    void serviceTellsHowItIsAndWhatItCan() {
        for (String check : List.of("live", "ready", "started")) {
            when().get("/q/health/" + check).then().statusCode(200).body("status", is("UP"));
        }
        when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/augmentations/{dataset}'.put.operationId", is("setAugmentationPolicy"));
    }

    private static void refused(String policy, String said) {
        put("refused", policy)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(said));
    }

    private static ValidatableResponse put(String dataset, String policy) {
        return given().contentType(ContentType.JSON)
                .body(policy)
                .when()
                .put("/v1/augmentations/" + dataset)
                .then();
    }

    private static AugmentationStep awaitLast(String dataset, AugmentationStage stage) {
        await().atMost(SOON).until(() -> {
            List<AugmentationStep> steps = services.steps(dataset);
            return !steps.isEmpty() && steps.get(steps.size() - 1).stage() == stage;
        });
        List<AugmentationStep> steps = services.steps(dataset);
        return steps.get(steps.size() - 1);
    }

    private static <E> E asked(Class<E> type, String key) {
        return services.asked.stream()
                .filter(event -> event.key().equals(key))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theGateOfAPolicyGoesWithTheEvaluationRequest() {
        put("gated", "{\"targetCounts\": {\"a\": 60}, \"gate\": {\"least-gain\": 0.02, \"most-copied\": null}}")
                .statusCode(200)
                .body("policy.gate.'least-gain'", is(0.02f))
                .body("policy.gate.keySet()", hasItem("most-copied"));
        services.seal("gated", "v1", 40, 20);

        awaitLast("gated", AugmentationStage.TARGETS_MET);

        assertEquals(
                Map.of("least-gain", OptionalDouble.of(0.02), "most-copied", OptionalDouble.empty()),
                asked(EvaluationRequested.class, "gated-v1-r1-evaluation")
                        .settings()
                        .gate()
                        .limits());
    }
}
