package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import io.augmenta.quickstart.progress.PlainDisplay;
import io.augmenta.quickstart.study.EvaluationPlan;
import io.augmenta.quickstart.study.ImagesPlan;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.Study;
import io.augmenta.quickstart.study.StudyPlan;
import io.augmenta.quickstart.study.StudyResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The four services as they are deployed, each in its own process, around one broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeparateProcessesIT {

    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(3);
    private static final int EPOCHS = 8;
    private static final Map<String, String> SMALL_MODEL =
            Map.of("width", "8", "batch-size", "8", "latent", "16", "critic-steps", "2");

    private Path work;
    private TemporaryKafka kafka;
    private ServiceProcess ingest;
    private ServiceProcess trainer;
    private ServiceProcess generator;
    private ServiceProcess evaluator;
    private StudyResult study;

    @BeforeAll
    void doAStudy(@TempDir Path folder) throws Exception {
        work = folder;
        kafka = TemporaryKafka.start();
        ingest = process("ingest-service");
        trainer = process("trainer-service");
        generator = process("generator-service");
        evaluator = process("evaluator-service");
        for (ServiceProcess service : List.of(ingest, trainer, generator, evaluator)) {
            service.awaitReady();
        }
        new PhantomSet(7, 12, 64).writeTo(work.resolve("phantoms"));
        StudyPlan plan = new StudyPlan(
                new ImagesPlan(work.resolve("phantoms"), 32, SplitRule.GROUPED, 7),
                "wgan-gp",
                SMALL_MODEL,
                EPOCHS,
                EvaluationPlan.shortest("compact", Map.of("epochs", "2")));
        ServiceEndpoints endpoints =
                new ServiceEndpoints(clientProperties(), ingest.address(), this::trouble, Duration.ofMinutes(2));
        study = new Study(plan, endpoints, new PlainDisplay(System.out)).run();
    }

    @AfterAll
    void end() {
        ServiceProcess.closeAll(Stream.of(evaluator, generator, trainer, ingest)
                .filter(Objects::nonNull)
                .toList());
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void theSameFlowGoesThroughFourProcesses() {
        assertEquals(PhantomSet.classes(), study.dataset().classes());
        assertEquals(48, study.dataset().images() + study.dataset().duplicates());
        assertEquals(EPOCHS, study.checkpoint().epoch());
        assertTrue(study.checkpoint().last());
        assertEquals(
                Set.of(
                        "closest-pairs.png",
                        "report.html",
                        "report.json",
                        "predictions.csv",
                        "distances.csv",
                        "statistics.csv",
                        "intensities.csv",
                        "samples.png",
                        "losses.svg"),
                study.report().keySet());
    }

    @Test
    void eachServiceTellsItsHealthItsMetricsAndItsInterface() {
        for (ServiceProcess service : List.of(ingest, trainer, generator, evaluator)) {
            for (String health : List.of("live", "ready", "started")) {
                assertTrue(service.get("/q/health/" + health).contains("\"UP\""), service.tail());
            }
            assertTrue(service.get("/q/metrics").contains("augmenta_"), service.tail());
            assertTrue(service.get("/q/openapi").contains("openapi"), service.tail());
        }
    }

    @Test
    void aTrainerThatIsKilledHalfWayAndRestartedEndsInTheSameCheckpoint() throws Exception {
        TrainingRequested again = new TrainingRequested(
                "interrupted", study.dataset().name(), study.dataset().version(), "wgan-gp", SMALL_MODEL, EPOCHS, 7, 1);
        try (CompactedView<CheckpointPublished> checkpoints =
                        new CompactedView<>(clientProperties(), Topics.CHECKPOINTS);
                EventPublisher publisher = new EventPublisher(clientProperties(), "/test")) {
            checkpoints.start();
            publisher.publish(Topics.TRAINING_REQUESTS, again).get();
            await(checkpoints, 2);

            trainer.kill();
            assertFalse(
                    checkpoints
                            .find(CheckpointPublished.id("interrupted", EPOCHS))
                            .isPresent(),
                    "the run ended before its trainer could be killed");
            trainer = start("trainer-service");
            CheckpointPublished last = await(checkpoints, EPOCHS);

            assertEquals(
                    study.checkpoint().generator().sha256(), last.generator().sha256());
            assertEquals(study.checkpoint().samples().sha256(), last.samples().sha256());
        }
    }

    @Test
    void aGeneratorTellsHowItWasScored() throws Exception {
        String checkpoint = study.checkpoint().checkpointId();

        JsonNode scores = new ObjectMapper()
                .readTree(generator.get("/v1/generators/" + checkpoint))
                .path("scores");

        assertTrue(scores.path("evaluation").asText().startsWith(checkpoint), scores::toString);
        assertEquals(study.dataset().version(), scores.path("datasetVersion").asText());
        List<String> figures = scores.path("figures").findValuesAsText("name");
        assertTrue(figures.containsAll(List.of("accuracy_score", "ks_pixels_statistic")), figures::toString);
    }

    @Test
    void aGeneratorThatIsToldToEndAnswersWhoIsThereAndSendsOthersAway() throws Exception {
        String checkpoint = study.checkpoint().checkpointId();
        int images = 20_000;
        HttpResponse<InputStream> open = send(
                request("/v1/generate?format=npy&class=glioma&checkpoint=" + checkpoint + "&count=" + images),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = open.body()) {
            assertEquals(200, open.statusCode());
            generator.askToEnd();

            HttpRequest another = request("/v1/generate?count=1&checkpoint=" + checkpoint);
            Awaitility.await("others are sent away")
                    .atMost(Duration.ofSeconds(10))
                    .until(() ->
                            send(another, HttpResponse.BodyHandlers.ofString()).statusCode() == 503);
            assertSentAway(another, "application/problem+json", "urn:augmenta:problem:shutting-down");
            HttpRequest inference = HttpRequest.newBuilder(
                            generator.address().resolve("/v2/models/" + checkpoint + "/infer"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\": []}"))
                    .build();
            assertSentAway(inference, "application/json", "{\"error\":\"the service shuts down;");
            assertEquals(
                    400,
                    send(request("/v2/health/ready"), HttpResponse.BodyHandlers.ofString())
                            .statusCode());
            assertEquals(
                    200,
                    send(request("/v2/health/live"), HttpResponse.BodyHandlers.ofString())
                            .statusCode());

            assertEquals(128 + images * 32L * 32, body.transferTo(OutputStream.nullOutputStream()));
        }
        assertTrue(generator.endsWithin(Duration.ofSeconds(20)), generator.tail());
        generator = start("generator-service");
    }

    private void assertSentAway(HttpRequest request, String mediaType, String said) throws Exception {
        HttpResponse<String> away = send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(503, away.statusCode());
        assertEquals("5", away.headers().firstValue("Retry-After").orElse("none"));
        assertTrue(
                away.headers().firstValue("Content-Type").orElse("").startsWith(mediaType), away.headers()::toString);
        assertTrue(away.body().contains(said), away.body());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(generator.address().resolve(path)).build();
    }

    /** A connection of its own, as another client would have. */
    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, body);
    }

    private CheckpointPublished await(CompactedView<CheckpointPublished> checkpoints, int epoch)
            throws InterruptedException {
        String id = CheckpointPublished.id("interrupted", epoch);
        return checkpoints
                .await(id, TRAINED_WITHIN)
                .orElseThrow(() -> new AssertionError("no checkpoint " + id + "; " + trainer.tail()));
    }

    private ServiceProcess start(String module) throws Exception {
        ServiceProcess service = process(module);
        service.awaitReady();
        return service;
    }

    private ServiceProcess process(String module) throws IOException {
        return ServiceProcess.start(module, kafka.bootstrapServers(), work, Map.of());
    }

    private Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private Optional<String> trouble() {
        return List.of(ingest, trainer, generator, evaluator).stream()
                .filter(service -> !service.alive())
                .map(ServiceProcess::tail)
                .findFirst();
    }
}
