package io.augmenta.quickstart.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import io.augmenta.quickstart.observability.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The five services with traces on, a real Prometheus that scrapes them and a receiver of their traces, and a small set that goes
 * through: from a folder of images to released synthetic ones, with a refusal and a dead letter on the way.
 */
final class WatchedWorkflow implements AutoCloseable {
    static final List<String> SERVICES = List.of("ingest", "trainer", "generator", "evaluator", "augmentation");
    /** The trace that every request of this class is a part of. */
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String DATASET = "watched";
    /** Of a folder that the ingest service watches. */
    private static final String ARRIVING = "arriving";

    private static final Duration DONE_WITHIN = Duration.ofMinutes(6);

    private static final Map<String, String> LENIENT = Map.of(
            "augmenta.evaluator.gate.utility.least-gain", "-1",
            "augmenta.evaluator.gate.fidelity.least-coverage-share", "",
            "augmenta.evaluator.gate.privacy.most-copied", "1",
            "augmenta.evaluator.gate.privacy.most-membership-area", "1",
            "augmenta.evaluator.threads", "1");

    private static final String POLICY = """
            {"targetRatios": {"*": 1.2}, "retrain": {"growth": 0.2},
             "recipe": "wgan-gp", "parameters": {"width": "4", "latent": "8", "batch-size": "16", "critic-steps": "1"},
             "epochs": 2, "classifierParameters": {"epochs": "1", "width": "4"}, "evaluationSeeds": 2,
             "controls": ["repeated"]}""";

    private final Path work;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private TemporaryKafka kafka;
    private TraceReceiver traces;
    private PrometheusProcess prometheus;

    /** Takes the folder for all that is written; nothing runs before {@link #run}. */
    WatchedWorkflow(Path work) {
        this.work = work;
    }

    /** Starts all of it and waits until what is to happen has happened and is scraped; the caller closes it, also if this fails. */
    void run() throws Exception {
        Path program = Program.require("prometheus", "Debian and Ubuntu have it in the package prometheus");
        kafka = TemporaryKafka.start();
        traces = TraceReceiver.start();
        for (String service : SERVICES) {
            services.put(
                    service,
                    ServiceProcess.start(service + "-service", kafka.bootstrapServers(), work, settings(service)));
        }
        for (ServiceProcess service : services.values()) {
            service.awaitReady();
        }
        Map<String, URI> targets = new LinkedHashMap<>();
        services.forEach((service, process) -> targets.put(service, process.address()));
        prometheus = PrometheusProcess.start(program, work, targets);
        flow();
    }

    private Map<String, String> settings(String service) {
        Map<String, String> settings = new HashMap<>(service.equals("evaluator") ? LENIENT : Map.of());
        settings.put("augmenta.telemetry.lag-every", "1s");
        settings.put("augmenta.telemetry.traces", "true");
        settings.put("otel.exporter.otlp.endpoint", traces.address().toString());
        settings.put("otel.exporter.otlp.protocol", "http/protobuf");
        settings.put("otel.bsp.schedule.delay", "200");
        return settings;
    }

    /** Images come in, all that follows from them happens, and something that nobody can read. */
    private void flow() throws Exception {
        send("augmentation", "PUT", "/v1/augmentations/" + DATASET, POLICY);
        Path folder = work.resolve(DATASET);
        new PhantomSet(7, 12, 64).writeTo(folder);
        Files.writeString(folder.resolve("glioma").resolve("broken.png"), "no image");
        send("ingest", "POST", "/v1/ingests", "{\"folder\": \"" + folder + "\", \"imageSize\": 32}");
        Path arriving = work.resolve(ARRIVING);
        new PhantomSet(11, 6, 32).writeTo(arriving);
        send(
                "ingest",
                "PUT",
                "/v1/watches/" + ARRIVING,
                "{\"folder\": \"" + arriving + "\", \"imageSize\": 16, \"every\": \"PT1S\", \"quiet\": \"PT2S\"}");
        try (CompactedView<AugmentationStep> steps = new CompactedView<>(properties(), Topics.AUGMENTATION_STEPS)) {
            steps.start();
            await("images are released, and as many made as the policy asks for")
                    .atMost(DONE_WITHIN)
                    .until(() -> steps.all().stream().anyMatch(step -> step.stage() == AugmentationStage.TARGETS_MET));
            refuse(steps.all().stream()
                    .filter(step -> step.stage() == AugmentationStage.RELEASED)
                    .findFirst()
                    .orElseThrow());
        }
        sendNoEvent();
        assertEquals(200, get("generator", "/v1/generate?count=4&seed=1").statusCode());
        await("what arrived in the watched folder is ingested")
                .atMost(Duration.ofSeconds(60))
                .until(() -> value("augmenta_ingest_watch_looks_total{state=\"settled\"}") > 0);
        await("the dead letter is counted and scraped")
                .atMost(Duration.ofSeconds(30))
                .until(() -> value("sum(augmenta_dead_letters_total{topic=\"augmenta.training-requests.v1\"})") == 1);
    }

    private void refuse(AugmentationStep released) throws Exception {
        String override = json.writeValueAsString(Map.of(
                "dataset", DATASET,
                "checkpointId", released.checkpointId(),
                "decision", "refused",
                "by", "a tester",
                "why", "to see it told"));
        send("evaluator", "POST", "/v1/releases/overrides", override);
        await("the refusal is counted and scraped")
                .atMost(Duration.ofSeconds(30))
                .until(() -> value("augmenta_release_decisions_total{decision=\"refused\", by=\"person\"}") == 1);
    }

    private void sendNoEvent() throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.TRAINING_REQUESTS.name(), "nobody", "no event"))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    PrometheusProcess prometheus() {
        return prometheus;
    }

    TraceReceiver traces() {
        return traces;
    }

    /** All that a service has said so far. */
    List<String> linesOf(String service) {
        return services.get(service).lines();
    }

    private double value(String expression) throws Exception {
        JsonNode result = prometheus.query(expression);
        return result.isEmpty()
                ? Double.NaN
                : result.get(0).path("value").get(1).asDouble();
    }

    /** What a GET of a path of a service answers. */
    HttpResponse<String> get(String service, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(services.get(service).address().resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode send(String service, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        services.get(service).address().resolve(path))
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertTrue(response.statusCode() < 300, response.statusCode() + ": " + response.body());
        return json.readTree(response.body());
    }

    private Map<String, Object> properties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    @Override
    public void close() {
        ServiceProcess.closeAll(services.values());
        if (prometheus != null) {
            prometheus.close();
        }
        if (traces != null) {
            traces.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
