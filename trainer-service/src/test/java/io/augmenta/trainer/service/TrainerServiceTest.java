package io.augmenta.trainer.service;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.augmenta.trainer.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service as others see it: a real broker, the real engine, HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@TestProfile(TrainerServiceTest.Settings.class)
class TrainerServiceTest {
    private static LogClient log;

    /** Settings of the trainer under test. */
    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "augmenta.artifacts.folder", "target/artifacts",
                    "augmenta.trainer.threads", "1",
                    "augmenta.trainer.dataset-patience", "200ms",
                    "augmenta.trainer.event-stream-heartbeat", "100ms");
        }
    }

    @BeforeAll
    static void sealTheDataSet() throws InterruptedException {
        log = new LogClient(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        log.seal(TinyDataset.VERSION, TinyDataset.batches());
    }

    @AfterAll
    static void disconnect() {
        log.close();
    }

    @Test
    void aRunAskedForOverHttpEndsInACheckpoint() {
        awaitDatasetKnown();
        given().contentType(ContentType.JSON)
                .body("""
                        {"runId": "over-http", "dataset": "stripes", "epochs": 3, "checkpointEveryEpochs": 2,
                         "parameters": {"width": "4", "batch-size": "4", "critic-steps": "1", "latent": "8"}}""")
                .post("/v1/training-runs")
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/training-runs/over-http"))
                .body("run.runId", equalTo("over-http"));

        CheckpointPublished last = log.awaitLast("over-http");

        assertEquals("over-http-e0003", last.checkpointId());
        when().get("/v1/training-runs/over-http")
                .then()
                .statusCode(200)
                .body("run.status", equalTo("COMPLETED"))
                .body("losses.epoch", equalTo(List.of(1, 2, 3)))
                .body("allLosses", equalTo(true))
                .body("losses[0].losses.keySet()", hasItems("critic", "generator"))
                .body("checkpoints", equalTo(List.of("over-http-e0002", "over-http-e0003")));
        when().get("/v1/training-runs").then().statusCode(200).body("runId", hasItem("over-http"));
        when().get("/v1/checkpoints?run=over-http")
                .then()
                .statusCode(200)
                .body("runId", everyItem(equalTo("over-http")))
                .body("generator.sha256", hasItem(last.generator().sha256()));
    }

    @Test
    void redeliveredRequestsAndReorderedBatchesGiveTheSameCheckpoint() {
        List<ImageBatch> shaken = new ArrayList<>(TinyDataset.batches());
        shaken.addAll(TinyDataset.batches());
        Collections.shuffle(shaken, new Random(5));
        log.seal("shaken", shaken);
        log.request(request("in-order", TinyDataset.VERSION));
        log.request(request("shaken-up", "shaken"));
        log.request(request("shaken-up", "shaken"));

        CheckpointPublished inOrder = log.awaitLast("in-order");
        CheckpointPublished shakenUp = log.awaitLast("shaken-up");

        assertEquals(inOrder.generator().sha256(), shakenUp.generator().sha256());
        assertEquals(inOrder.state().sha256(), shakenUp.state().sha256());
        // the second delivery announces the end once more and trains nothing
        await().atMost(Duration.ofSeconds(30)).until(() -> count("shaken-up", TrainingStatus.COMPLETED) == 2);
        assertEquals(1, count("shaken-up", TrainingStatus.STARTED));
        assertEquals(2, count("shaken-up", TrainingStatus.RUNNING));
        assertEquals(1, log.checkpoints("shaken-up").size());
    }

    @Test
    void aPoisonMessageGoesToTheDeadLettersAndTheNextRequestIsServed() throws Exception {
        byte[] poison = "not an event".getBytes(UTF_8);
        log.publishRaw(Topics.TRAINING_REQUESTS, "after-poison", poison);
        log.request(request("after-poison", TinyDataset.VERSION));

        ConsumerRecord<String, byte[]> letter = log.awaitDeadLetter(Topics.TRAINING_REQUESTS, "after-poison");

        assertArrayEquals(poison, letter.value());
        String reason =
                new String(letter.headers().lastHeader("dead-letter-reason").value(), UTF_8);
        assertTrue(reason.contains("expected Avro single-object encoding"), reason);
        log.awaitLast("after-poison");
    }

    @Test
    void whatCannotBeTrainedIsAnsweredWithWhatIsPossible() {
        log.request(request("unknown-version", "no-such-version"));
        log.request(new TrainingRequested(
                "bad-recipe", TinyDataset.NAME, TinyDataset.VERSION, "wgan-gp", Map.of("width", "0"), 1, 7, 1));

        TrainingProgressed unknown = log.awaitStatus("unknown-version", TrainingStatus.FAILED);
        TrainingProgressed bad = log.awaitStatus("bad-recipe", TrainingStatus.FAILED);

        assertTrue(String.valueOf(unknown.message()).contains(TinyDataset.VERSION), unknown::message);
        assertTrue(String.valueOf(bad.message()).contains("a whole number from 1"), bad::message);
        assertEquals(TrainingFailure.REFUSED, unknown.failure());
        await("the run over HTTP").atMost(Duration.ofSeconds(30)).untilAsserted(() -> when().get(
                        "/v1/training-runs/bad-recipe")
                .then()
                .body("run.status", equalTo("FAILED"))
                .body("run.failure", equalTo("REFUSED")));
    }

    @Test
    void whatCannotBeTrainedIsRefusedOverHttpWithWhatIsPossible() {
        awaitDatasetKnown();
        assertRefused("{\"dataset\": \"unheard-of\"}", "sealed: stripes");
        assertRefused("{\"dataset\": \"stripes\", \"recipe\": \"vae\"}", "wgan-gp");
        assertRefused(
                "{\"dataset\": \"stripes\", \"parameters\": {\"wdth\": \"8\"}}",
                "critic-steps, gradient-penalty-weight");
        assertRefused("{\"dataset\": \"stripes\", \"recipe\": \"transfer\"}", "pretrained");
        assertRefused(
                "{\"dataset\": \"stripes\", \"recipe\": \"transfer\", \"parameters\": {\"pretrained\": \"none\"}}",
                "\"none\", which is no checkpoint");
        assertRefused(
                "{\"dataset\": \"stripes\", \"warmStart\": \"none\"}", "warmStart is \"none\", which is no checkpoint");
        assertRefused("{\"dataset\": \"stripes\", \"epochs\": 0}", "from 1 to");
        assertRefused("{\"dataset\": \"stripes\", \"epoch\": 3}", "a training run has no epoch");
        assertRefused("{\"dataset\": \"stripes\", \"epochs\": \"many\"}", "field \"epochs\" cannot be read");
        assertRefused("{}", "dataset is missing");
        assertRefused("{\"dataset\"", "the body is no JSON");
        when().get("/v1/training-runs/none").then().statusCode(404).body("detail", containsString("none"));
    }

    @Test
    void recipesTellTheirParametersDefaultsAndRanges() {
        when().get("/v1/recipes")
                .then()
                .statusCode(200)
                .body("find { it.family == 'wgan-gp' }.parameters.name", hasItems("latent", "critic-steps"))
                .body(
                        "find { it.family == 'wgan-gp' }.parameters.find { it.name == 'latent' }.defaultValue",
                        equalTo("128"))
                .body(
                        "find { it.family == 'wgan-gp' }.parameters.find { it.name == 'beta2' }.allowed",
                        containsString("below 1"));
    }

    @Test
    void recipesTellWhatTheyAreWhereTheyComeFromAndHowLargeTheyAre() {
        when().get("/v1/recipes")
                .then()
                .statusCode(200)
                .body("family", hasItems("cgan", "wgan-gp", "cvae", "deep-cvae", "deep-vae", "transfer"))
                .body("summary", everyItem(not(emptyString())))
                .body("sources.flatten()", hasItem(containsString("arXiv:1704.00028")))
                .body("size.parameters", everyItem(greaterThan(0)))
                .body("size.checkpointBytes", everyItem(greaterThan(0)));
        long grey = parameters("imageSize=64&channels=1&classes=4");
        assertTrue(parameters("imageSize=64&channels=3&classes=4") > grey);
        assertTrue(parameters("imageSize=128&channels=1&classes=4") > grey);
        assertTrue(parameters("imageSize=64&channels=1&classes=9") > grey);
        when().get("/v1/recipes?imageSize=50")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("64"));
        when().get("/v1/recipes?classes=0").then().statusCode(400).body("detail", containsString("classes is 0"));
    }

    private static long parameters(String images) {
        Number parameters = when().get("/v1/recipes?" + images)
                .then()
                .statusCode(200)
                .extract()
                .path("find { it.family == 'wgan-gp' }.size.parameters");
        return parameters.longValue();
    }

    @Test
    void metersTellOfTheRunsInFewLabels() {
        log.request(request("metered", TinyDataset.VERSION));
        log.awaitLast("metered");

        String metrics =
                when().get("/q/metrics").then().statusCode(200).extract().asString();

        for (String name : List.of(
                "augmenta_training_epoch",
                "augmenta_training_loss{name=\"critic\"}",
                "augmenta_training_images_per_second",
                "augmenta_training_steps_total",
                "augmenta_training_checkpoints_total",
                "augmenta_training_resumes_total",
                "augmenta_training_divergences_total",
                "augmenta_training_collapses_total",
                "augmenta_training_runs_total{ending=\"completed\"}")) {
            assertTrue(metrics.lines().anyMatch(line -> line.startsWith(name)), name);
        }
        assertTrue(metrics.lines()
                .filter(line -> line.startsWith("augmenta_"))
                .noneMatch(line -> line.contains("metered")));
    }

    @Test
    void healthAndApiDescriptionAreThere() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
        when().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'trainer-ready' }.data.engine_loaded", equalTo(true))
                .body("checks.find { it.name == 'trainer-ready' }.data.views_caught_up", equalTo(true));
        when().get("/q/health/live").then().statusCode(200);
        when().get("/q/health/started").then().statusCode(200).body("checks.name", hasItem("trainer-started"));
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItems("/v1/training-runs", "/v1/recipes", "/v1/checkpoints"));
        when().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static void assertRefused(String body, String told) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/training-runs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(told));
    }

    /** The service's view of data sets follows the log, a moment behind. */
    private static void awaitDatasetKnown() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().contentType(ContentType.JSON)
                .body("{\"dataset\": \"stripes\", \"epochs\": 0}")
                .post("/v1/training-runs")
                .then()
                .body("detail", containsString("epochs is 0")));
    }

    private static long count(String runId, TrainingStatus status) {
        return log.said(runId).stream()
                .filter(progressed -> progressed.status() == status)
                .count();
    }

    private static TrainingRequested request(String runId, String version) {
        return new TrainingRequested(runId, TinyDataset.NAME, version, "wgan-gp", TinyDataset.PARAMETERS, 2, 7, 2);
    }
}
