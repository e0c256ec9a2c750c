package io.augmenta.quickstart.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.augmenta.quickstart.observability.Dashboards;
import io.augmenta.quickstart.observability.MeterCatalogue;
import io.augmenta.quickstart.observability.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    /** The series that an expression looks at. */
    private static final Pattern SELECTOR = Pattern.compile("\\bup\\{[^}]*}|(?:\\w+:)?augmenta[\\w:]*(?:\\{[^}]*})?");

    private WatchedWorkflow workflow;

    @BeforeAll
    void sendASmallSetThrough(@TempDir Path folder) throws Exception {
        workflow = new WatchedWorkflow(folder);
        workflow.run();
    }

    @AfterAll
    void end() {
        workflow.close();
    }

    @Test
    void everyRecordingRuleHasData() throws Exception {
        awaitRulesEvaluated();
        Set<String> empty = new TreeSet<>();
        for (Rules.Recording rule : Rules.recordings()) {
            if (workflow.prometheus().query(rule.name()).isEmpty()) {
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
                if (workflow.prometheus().query(selector.group()).isEmpty()) {
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
            if (workflow.prometheus().query(expression).isEmpty()) {
                empty.add(query.where() + ": " + expression);
            }
        }
        assertEquals(Set.of(), empty);
    }

    @Test
    void metersSayWhatTheyAreInBaseUnitsWithoutIds() throws Exception {
        for (String service : WatchedWorkflow.SERVICES) {
            List<String> lines =
                    workflow.get(service, "/q/metrics").body().lines().toList();
            MeterNaming.check(service, lines);
        }
    }

    /** With it rules, dashboards, manifests and docs are compared, where no service runs. */
    @Test
    void theCatalogueHasTheMetersThatTheServicesShow() throws Exception {
        Map<String, String> scraped = new TreeMap<>();
        for (String service : WatchedWorkflow.SERVICES) {
            scraped.put(service, workflow.get(service, "/q/metrics").body());
        }
        String told = MeterCatalogue.of(scraped);
        Files.writeString(Path.of("target", "metrics.yml"), told);

        assertEquals(
                MeterCatalogue.written(),
                told,
                "where the services are right: cp quickstart/target/metrics.yml observability/metrics.yml");
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
            Set<String> found = workflow.traces().of(WatchedWorkflow.TRACE).stream()
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
            List<TraceReceiver.Span> begun = workflow.traces().roots().stream()
                    .filter(span -> span.service().equals("ingest-service"))
                    .filter(span -> span.name().equals("ingest"))
                    .toList();
            assertEquals(1, begun.size(), begun.toString());
            Set<String> spans = workflow.traces().of(begun.get(0).traceId()).stream()
                    .map(TraceReceiver.Span::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of("ingest", "send augmenta.image-batches.v1", "send augmenta.datasets.v1"), spans);
        });
    }

    @Test
    void readingABatchIsLinkedWithTheTrainingThatReadsIt() {
        List<TraceReceiver.Span> reading = workflow.traces().of(WatchedWorkflow.TRACE).stream()
                .filter(span -> span.name().equals("process augmenta.image-batches.v1"))
                .filter(span -> span.service().equals("trainer-service"))
                .toList();

        assertFalse(reading.isEmpty());
        reading.forEach(span -> assertEquals(List.of(WatchedWorkflow.TRACE), span.links()));
    }

    @Test
    void logLinesNameTheTrace() {
        for (String service : List.of("trainer", "generator", "evaluator", "ingest")) {
            List<String> lines = workflow.linesOf(service);
            assertTrue(
                    lines.stream()
                            .anyMatch(line -> line.contains("trace=" + WatchedWorkflow.TRACE)
                                    && line.matches(".*(event|generator|generation)=.*")),
                    () -> service + ": " + String.join("\n", lines));
        }
    }

    private void awaitRulesEvaluated() {
        await("rules that build on rules have been evaluated")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !workflow.prometheus()
                        .query("data_set_model:augmenta_evaluation_released_accuracy:ratio")
                        .isEmpty());
    }

    private List<JsonNode> rules() throws Exception {
        List<JsonNode> rules = new ArrayList<>();
        workflow.prometheus().get("/api/v1/rules").path("data").path("groups").forEach(group -> group.path("rules")
                .forEach(rules::add));
        return rules;
    }
}
