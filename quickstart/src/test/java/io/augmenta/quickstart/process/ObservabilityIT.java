package io.augmenta.quickstart.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import io.augmenta.quickstart.observability.Dashboards;
import io.augmenta.quickstart.observability.MeterCatalogue;
import io.augmenta.quickstart.observability.Program;
import io.augmenta.quickstart.observability.Rules;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real workflow, from a folder of images to released synthetic ones, watched by a real Prometheus and a receiver of traces:
 * every rule and every panel has data, meters are named and labelled as they should be, and one trace leads through all
 * services.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityIT {
    private static final List<String> SERVICES = List.of("ingest", "trainer", "generator", "evaluator", "augmentation");
    private static final String DATASET = "watched";
    /** Of a folder that the ingest service watches. */
    private static final String ARRIVING = "arriving";

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
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

    /** Name and help of a meter in Prometheus's format. */
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");

    private static final Pattern SERIES = Pattern.compile("(augmenta_\\w+?)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    /** The series that an expression looks at. */
    private static final Pattern SELECTOR = Pattern.compile("\\bup\\{[^}]*}|(?:\\w+:)?augmenta[\\w:]*(?:\\{[^}]*})?");

    /** What a name may end in: units, then what is counted. */
    private static final Pattern UNIT = Pattern.compile(".*_(total|seconds|bytes|ratio|info"
            + "|images|records|ingests|loaded|streams|per_second|in_progress|epoch|epochs|norm|loss|distance|met|limit"
            + "|released|files|waiting|blocked)");

    private static final Set<String> LABELS = Set.of(
            "le",
            "topic",
            "group",
            "outcome",
            "reason",
            "channel",
            "stage",
            "ending",
            "name",
            "device",
            "data_set",
            "model",
            "data_type",
            "split",
            "over",
            "bound",
            "sample",
            "rule",
            "decision",
            "by",
            "state",
            "store",
            "operation");

    /** How many series of its own a service may have; the evaluator has some for each data set and model. */
    private static final int MOST_SERIES = 300;

    private Path work;

    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private TemporaryKafka kafka;
    private TraceReceiver traces;
    private PrometheusProcess prometheus;

    @BeforeAll
    void sendASmallSetThrough(@TempDir Path folder) throws Exception {
        work = folder;
        Path program = Program.require("prometheus", "Debian and Ubuntu have it in the package prometheus");
        kafka = TemporaryKafka.start();
        traces = TraceReceiver.start();
        for (String service : SERVICES) {
            services.put(
                    service,
                    ServiceProcess.start(service + "-service", kafka.bootstrapServers(), work, settings(service)));
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

    @AfterAll
    void end() throws Exception {
        services.values().forEach(ServiceProcess::close);
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

    @Test
    void everyRecordingRuleHasData() throws Exception {
        awaitRulesEvaluated();
        Set<String> empty = new TreeSet<>();
        for (Rules.Recording rule : Rules.recordings()) {
            if (prometheus.query(rule.name()).isEmpty()) {
                empty.add(rule.name() + " = " + rule.expression());
            }
        }
        assertEquals(Set.of(), empty);
    }

    /** In a workflow that is well an alert has nothing to say: what it looks at is asked for in its place. */
    @Test
    void everythingThatAnAlertLooksAtHasData() throws Exception {
        awaitRulesEvaluated();
        Set<String> empty = new TreeSet<>();
        for (Rules.Alert alert : Rules.alerts()) {
            Matcher selector = SELECTOR.matcher(alert.expression());
            int looked = 0;
            while (selector.find()) {
                looked++;
                if (prometheus.query(selector.group()).isEmpty()) {
                    empty.add(alert.name() + ": " + selector.group());
                }
            }
            assertTrue(looked > 0, alert.expression());
        }
        assertEquals(Set.of(), empty);
    }

    @Test
    void prometheusEvaluatesAllRulesAndOnlyTheDeadLetterFires() throws Exception {
        awaitRulesEvaluated();
        // the alert looks at what a recording rule wrote in an evaluation before
        await("an alert fires").atMost(Duration.ofSeconds(30)).until(() -> !firing().isEmpty());
        for (JsonNode rule : rules()) {
            assertEquals("ok", rule.path("health").asText(), rule.toPrettyString());
        }
        assertEquals(Set.of("AugmentaDeadLetters"), firing());
    }

    private Set<String> firing() throws Exception {
        Set<String> firing = new TreeSet<>();
        for (JsonNode rule : rules()) {
            if (rule.path("state").asText().equals("firing")) {
                firing.add(rule.path("name").asText());
            }
        }
        return firing;
    }

    @Test
    void everyPanelHasData() throws Exception {
        awaitRulesEvaluated();
        Set<String> empty = new TreeSet<>();
        for (Dashboards.Query query : Dashboards.queries()) {
            String expression =
                    query.expression().replace("$__rate_interval", "10m").replace("$data_set", ".*");
            assertFalse(expression.contains("$"), expression);
            if (prometheus.query(expression).isEmpty()) {
                empty.add(query.where() + ": " + expression);
            }
        }
        assertEquals(Set.of(), empty);
    }

    @Test
    void metersSayWhatTheyAreInBaseUnitsWithoutIds() throws Exception {
        for (String service : SERVICES) {
            List<String> lines = get(service, "/q/metrics").body().lines().toList();
            Map<String, String> help = new TreeMap<>();
            lines.stream()
                    .map(HELP::matcher)
                    .filter(Matcher::matches)
                    .forEach(said -> help.put(said.group(1), said.group(2)));
            List<Matcher> series =
                    lines.stream().map(SERIES::matcher).filter(Matcher::matches).toList();
            assertTrue(series.size() > 3, service);
            assertTrue(series.size() < MOST_SERIES, service + " has " + series.size() + " series");
            System.out.println("observability service=" + service + " augmenta_series=" + series.size() + " series="
                    + lines.stream().filter(line -> !line.startsWith("#")).count());
            for (Matcher one : series) {
                checkSeries(one.group(1), one.group(2), help);
            }
        }
    }

    /** With it rules, dashboards, manifests and docs are compared, where no service runs. */
    @Test
    void theCatalogueHasTheMetersThatTheServicesShow() throws Exception {
        Map<String, String> scraped = new TreeMap<>();
        for (String service : SERVICES) {
            scraped.put(service, get(service, "/q/metrics").body());
        }
        String told = MeterCatalogue.of(scraped);
        Files.writeString(Path.of("target", "metrics.yml"), told);

        assertEquals(
                MeterCatalogue.written(),
                told,
                "where the services are right: cp quickstart/target/metrics.yml observability/metrics.yml");
    }

    private static void checkSeries(String name, String labels, Map<String, String> help) {
        String meter = Stream.of(name, name.replaceFirst("_total$", ""), name.replaceFirst("_(bucket|count|sum)$", ""))
                .filter(help::containsKey)
                .findFirst()
                .orElse(name);
        assertFalse(help.getOrDefault(meter, "").isBlank(), name + " has no help text");
        assertTrue(
                name.endsWith("_total")
                        || UNIT.matcher(meter.replaceFirst("_max$", "")).matches(),
                meter + " has no unit");
        Matcher label = LABEL.matcher(labels == null ? "" : labels);
        while (label.find()) {
            assertTrue(LABELS.contains(label.group(1)), name + " has the label " + label.group(1));
            assertFalse(label.group(2).matches(".*(-r\\d|[0-9a-f]{8}).*"), name + " has an id in " + label.group());
        }
    }

    /** An image batch, and what follows from it: from the request to ingest a folder to the release of a generator. */
    @Test
    void oneTraceLeadsFromTheImagesThroughAllServicesToTheRelease() {
        Set<String> wanted = Set.of(
                "ingest-service: IngestsResource.submit",
                "ingest-service: ingest",
                "ingest-service: send augmenta.image-batches.v1",
                "ingest-service: send augmenta.datasets.v1",
                "trainer-service: process augmenta.image-batches.v1",
                "augmentation-service: send augmenta.training-requests.v1",
                "trainer-service: process augmenta.training-requests.v1",
                "trainer-service: send augmenta.training-progress.v1",
                "trainer-service: send augmenta.checkpoints.v1",
                "augmentation-service: send augmenta.generation-requests.v1",
                "generator-service: process augmenta.generation-requests.v1",
                "generator-service: send augmenta.synthetic-batches.v1",
                "evaluator-service: process augmenta.evaluation-requests.v1",
                "evaluator-service: process augmenta.synthetic-batches.v1",
                "evaluator-service: send augmenta.releases.v1");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Set<String> found = traces.of(TRACE).stream()
                    .map(span -> span.service() + ": " + span.name())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> missing = new TreeSet<>(wanted);
            missing.removeAll(found);
            assertEquals(Set.of(), missing, () -> "found " + found);
        });
    }

    /** Nobody asked for it, so the trace is its own. */
    @Test
    void whatArrivesInAWatchedFolderBeginsATrace() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            List<TraceReceiver.Span> begun = traces.roots().stream()
                    .filter(span -> span.service().equals("ingest-service"))
                    .filter(span -> span.name().equals("ingest"))
                    .toList();
            assertEquals(1, begun.size(), begun.toString());
            Set<String> spans = traces.of(begun.get(0).traceId()).stream()
                    .map(TraceReceiver.Span::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of("ingest", "send augmenta.image-batches.v1", "send augmenta.datasets.v1"), spans);
        });
    }

    @Test
    void readingABatchIsLinkedWithTheTrainingThatReadsIt() {
        List<TraceReceiver.Span> reading = traces.of(TRACE).stream()
                .filter(span -> span.name().equals("process augmenta.image-batches.v1"))
                .filter(span -> span.service().equals("trainer-service"))
                .toList();

        assertFalse(reading.isEmpty());
        reading.forEach(span -> assertEquals(List.of(TRACE), span.links()));
    }

    @Test
    void logLinesNameTheTrace() {
        for (String service : List.of("trainer", "generator", "evaluator", "ingest")) {
            List<String> lines = services.get(service).lines();
            assertTrue(
                    lines.stream()
                            .anyMatch(line -> line.contains("trace=" + TRACE)
                                    && line.matches(".*(event|generator|generation)=.*")),
                    () -> service + ": " + String.join("\n", lines));
        }
    }

    private void awaitRulesEvaluated() {
        await("rules that build on rules have been evaluated")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !prometheus
                        .query("data_set_model:augmenta_evaluation_released_accuracy:ratio")
                        .isEmpty());
    }

    private List<JsonNode> rules() throws Exception {
        List<JsonNode> rules = new ArrayList<>();
        prometheus.get("/api/v1/rules").path("data").path("groups").forEach(group -> group.path("rules")
                .forEach(rules::add));
        return rules;
    }

    private double value(String expression) throws Exception {
        JsonNode result = prometheus.query(expression);
        return result.isEmpty()
                ? Double.NaN
                : result.get(0).path("value").get(1).asDouble();
    }

    private HttpResponse<String> get(String service, String path) throws IOException, InterruptedException {
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
}
