package io.augmenta.trainer.service;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.augmenta.trainer.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs cancelled, resumed and followed from outside: a real broker, the real engine, HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@TestProfile(TrainerServiceTest.Settings.class)
class RunControlTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    /** Long enough to be stopped on the way, short enough to be done to its end. */
    private static final int EPOCHS = 40;
    /** Not done within any test. */
    private static final int ENDLESS = 9000;

    private static LogClient log;

    @TestHTTPResource("/v1/training-runs/")
    URI runs;

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
    void aRunCancelledAndResumedOverHttpEndsInTheSameGeneratorAsOneThatNeverStopped() {
        submit("stopped", EPOCHS);
        log.awaitStatus("stopped", TrainingStatus.RUNNING);

        cancel("stopped", "the cores are needed");
        TrainingProgressed cancelled = log.awaitStatus("stopped", TrainingStatus.CANCELLED);

        assertEquals("cancelled: the cores are needed", cancelled.message());
        assertTrue(cancelled.step() > 0 && cancelled.epoch() < EPOCHS);
        CheckpointPublished parting =
                log.checkpoints("stopped").get(log.checkpoints("stopped").size() - 1);
        assertEquals(cancelled.step(), parting.step());
        awaitState("stopped", "CANCELLED");
        when().delete("/v1/training-runs/stopped")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("is CANCELLED"));

        when().post("/v1/training-runs/stopped/resume")
                .then()
                .statusCode(202)
                .body("run.status", not(equalTo("CANCELLED")));
        CheckpointPublished last = log.awaitLast("stopped");
        submit("never-stopped", EPOCHS);
        CheckpointPublished reference = log.awaitLast("never-stopped");

        assertEquals(
                parting.step(),
                log.awaitStatus("stopped", TrainingStatus.RESUMED).step());
        assertEquals(reference.generator(), last.generator());
        assertEquals(reference.state(), last.state());
        assertEquals(reference.samples(), last.samples());
        awaitState("stopped", "COMPLETED");
        when().post("/v1/training-runs/stopped/resume").then().statusCode(409);
    }

    @Test
    void aRunThatWaitsIsCancelledBeforeItIsBegun() {
        submit("in-the-way", ENDLESS);
        log.awaitStatus("in-the-way", TrainingStatus.STARTED);
        submit("waiting", EPOCHS);

        cancel("waiting", "changed my mind");
        awaitState("waiting", "CANCELLING");
        cancel("in-the-way", "to let the other one through");

        log.awaitStatus("waiting", TrainingStatus.CANCELLED);
        awaitState("waiting", "CANCELLED");
        assertEquals(
                List.of(TrainingStatus.CANCELLED),
                log.said("waiting").stream().map(TrainingProgressed::status).toList());
        assertEquals(List.of(), log.checkpoints("waiting"));
    }

    @Test
    void aRunIsCancelledAndGoesOnOverKafkaAlone() {
        Instant asked = Instant.parse("2026-01-01T00:00:00Z");
        TrainingRequested request = new TrainingRequested(
                        "kafka-only",
                        TinyDataset.NAME,
                        TinyDataset.VERSION,
                        "wgan-gp",
                        TinyDataset.PARAMETERS,
                        EPOCHS,
                        7,
                        5)
                .requestedAt(asked);
        TrainingCancelled cancellation = new TrainingCancelled("kafka-only", null, asked.plusMillis(1));
        log.request(request);
        log.awaitStatus("kafka-only", TrainingStatus.RUNNING);

        log.cancel(cancellation);
        log.awaitStatus("kafka-only", TrainingStatus.CANCELLED);
        log.request(request.requestedAt(asked.plusMillis(2)));
        // redelivered, each counts as before
        log.cancel(cancellation);
        log.request(request);

        assertTrue(log.awaitLast("kafka-only").last());
    }

    @Test
    void aRunThatNobodyAskedForCanNeitherBeCancelledNorResumedNorFollowed() {
        for (int status : List.of(
                when().delete("/v1/training-runs/none").statusCode(),
                when().post("/v1/training-runs/none/resume").statusCode(),
                given().accept("text/event-stream")
                        .get("/v1/training-runs/none/events")
                        .statusCode())) {
            assertEquals(404, status);
        }
        given().accept("text/event-stream")
                .get("/v1/training-runs/none/events")
                .then()
                .contentType("application/problem+json")
                .body("detail", containsString("no training run none"));
    }

    @Test
    void whoFollowsARunIsToldWhatIsKnownThenWhatComesUntilItEnds() throws Exception {
        submit("followed", EPOCHS);
        log.awaitStatus("followed", TrainingStatus.RUNNING);

        try (EventStream stream = EventStream.open(events("followed"))) {
            EventStream.Event end = stream.awaitEnd();

            assertEquals("ended", end.name());
            assertEquals("COMPLETED", end.data().path("status").asText());
            assertTrue(end.data().path("message").asText().contains("followed-e0040"));
            assertEquals(
                    IntStream.rangeClosed(1, EPOCHS).boxed().toList(),
                    stream.events("epoch").stream()
                            .map(event -> event.data().path("epoch").asInt())
                            .toList());
            EventStream.Event third = stream.events("epoch").get(2);
            assertEquals("3/9", third.id());
            assertEquals(EPOCHS, third.data().path("epochs").asInt());
            assertTrue(third.data().path("losses").has("critic"));
            assertTrue(third.data().path("remainingSeconds").asDouble() > 0);
            assertTrue(third.data().path("imagesPerSecond").asDouble() > 0);
            assertFalse(third.data().path("device").asText().isBlank());
            assertTrue(third.data().path("residentBytes").asLong() > 1 << 20);
        }
    }

    @Test
    void whoComesBackIsToldWhatItHasMissed() throws Exception {
        submit("come-back", 4);
        log.awaitStatus("come-back", TrainingStatus.COMPLETED);
        awaitState("come-back", "COMPLETED");

        try (EventStream stream = EventStream.open(events("come-back"), "2/6")) {
            assertEquals("4/12/COMPLETED", stream.awaitEnd().id());
            assertEquals(
                    List.of("3/9", "4/12"),
                    stream.events("epoch").stream().map(EventStream.Event::id).toList());
        }
        try (EventStream stream = EventStream.open(events("come-back"), "of another service")) {
            stream.awaitEnd();
            assertEquals(4, stream.events("epoch").size());
        }
        assertEquals(204, EventStream.get(events("come-back"), "4/12/COMPLETED").statusCode());
    }

    @Test
    void whoFollowsARunThatIsRefusedIsToldThatItWas() throws Exception {
        log.request(new TrainingRequested(
                "refused", TinyDataset.NAME, TinyDataset.VERSION, "wgan-gp", Map.of("width", "0"), 1, 7, 1));
        awaitState("refused", "FAILED");

        try (EventStream stream = EventStream.open(events("refused"))) {
            EventStream.Event end = stream.awaitEnd();

            assertEquals("FAILED", end.data().path("status").asText());
            assertEquals("REFUSED", end.data().path("failure").asText());
        }
    }

    @Test
    void aStreamWithoutNewsShowsThatItIsAliveAndAClientThatLeavesFreesItsPlace() throws Exception {
        submit("busy", ENDLESS);
        log.awaitStatus("busy", TrainingStatus.STARTED);
        submit("idle", 2);

        try (EventStream stream = EventStream.open(events("idle"))) {
            assertEquals(
                    "REQUESTED",
                    stream.awaitFirst("status").data().path("status").asText());
            await().atMost(SOON).until(() -> stream.comments().size() >= 3);
            assertEquals(List.of("alive"), stream.comments().stream().distinct().toList());
            assertFalse(stream.ended());
            assertEquals(1, openStreams());
        }

        await().atMost(SOON).until(() -> openStreams() == 0);
        try (EventStream stream = EventStream.open(events("busy"))) {
            cancel("busy", "enough");
            assertEquals("CANCELLED", stream.awaitEnd().data().path("status").asText());
            assertEquals(
                    "CANCELLING",
                    last(stream.events("status")).data().path("status").asText());
        }
        log.awaitLast("idle");
        await().atMost(SOON).until(() -> openStreams() == 0);
    }

    @Test
    void aRunTellsWhatMemoryItTakes() {
        submit("memory", 2);
        log.awaitLast("memory");
        awaitState("memory", "COMPLETED");

        TrainingProgressed epoch = log.awaitStatus("memory", TrainingStatus.RUNNING);

        assertTrue(epoch.residentBytes() != null && epoch.residentBytes() > 1 << 20);
        when().get("/v1/training-runs/memory")
                .then()
                .body("run.residentBytes", greaterThan(1 << 20))
                .body("losses.residentBytes", everyItem(greaterThan(1 << 20)))
                .body("losses.device", everyItem(equalTo(epoch.device())));
        assertTrue(meter("augmenta_process_resident_bytes") > 1 << 20);
    }

    private URI events(String runId) {
        return runs.resolve(runId + "/events");
    }

    private static EventStream.Event last(List<EventStream.Event> events) {
        return events.get(events.size() - 1);
    }

    private static double openStreams() {
        return meter("augmenta_training_event_streams");
    }

    private static double meter(String name) {
        return when().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static void submit(String runId, int epochs) {
        // the service's view of data sets follows the log, a moment behind
        await().atMost(SOON).untilAsserted(() -> given().contentType(ContentType.JSON)
                .body("""
                        {"runId": "%s", "dataset": "stripes", "version": "%s", "epochs": %d,
                         "checkpointEveryEpochs": 50, "parameters":
                         {"width": "4", "batch-size": "4", "critic-steps": "1", "latent": "8"}}""".formatted(runId, TinyDataset.VERSION, epochs))
                .post("/v1/training-runs")
                .then()
                .statusCode(202)
                .body("run.epochs", greaterThan(0)));
    }

    private static void cancel(String runId, String reason) {
        given().queryParam("reason", reason)
                .delete("/v1/training-runs/" + runId)
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/training-runs/" + runId));
    }

    private static void awaitState(String runId, String status) {
        await(runId + " " + status).atMost(SOON).untilAsserted(() -> when().get("/v1/training-runs/" + runId)
                .then()
                .body("run.status", equalTo(status)));
    }
}
