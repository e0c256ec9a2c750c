package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The names and labels of meters in rules, dashboards, manifests, compose files and docs, against {@code observability/metrics.yml}, which
 * the quickstart's {@code ObservabilityIT} compares with the services as they run.
 */
class MetricNamesTest {
    private static final Path OBSERVABILITY = Kustomize.PROJECT.resolve("observability");

    /** With what stands in braces after it; recorded series have a level before their name and an operation after it. */
    private static final Pattern NAME = Pattern.compile("((?:\\w+:)?augmenta(?:_\\w+)?(?::\\w+)*)(?:\\{([^{}]*)})?");

    private static final Pattern LABEL_NAME = Pattern.compile("\\w+");
    private static final Pattern MATCHED_LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

    /** What Prometheus puts on every series that it scrapes from a service. */
    private static final Set<String> OF_TARGETS = Set.of("job", "instance", "service");

    /** A name's family, as a histogram's or summary's series begin with it. */
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");

    private final Map<String, Meter> meters = meters();
    private final Set<String> recorded = recorded();

    private record Meter(String type, Set<String> labels) {}

    private static Map<String, Meter> meters() {
        Map<String, Meter> meters = new TreeMap<>();
        yaml(OBSERVABILITY.resolve("metrics.yml"))
                .forEach(service -> service.properties().forEach(meter -> {
                    Matcher described = Pattern.compile("(\\w+) \\{(.*)}")
                            .matcher(meter.getValue().asText());
                    assertTrue(described.matches(), meter.toString());
                    Set<String> labels = LABEL_NAME
                            .matcher(described.group(2))
                            .results()
                            .map(MatchResult::group)
                            .collect(Collectors.toCollection(TreeSet::new));
                    Meter known = new Meter(described.group(1), labels);
                    // services may show other labels of one meter
                    meters.merge(meter.getKey(), known, (one, other) -> {
                        one.labels().addAll(other.labels());
                        return one;
                    });
                }));
        return meters;
    }

    private static Set<String> recorded() {
        Set<String> recorded = new TreeSet<>();
        yaml(OBSERVABILITY.resolve("prometheus/rules/recording.yml"))
                .findValues("record")
                .forEach(name -> recorded.add(name.asText()));
        return recorded;
    }

    private static JsonNode yaml(Path file) {
        try {
            return Kustomize.YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    @Test
    void everyServiceHasMetersOfItsOwn() throws IOException {
        Set<String> services = new TreeSet<>();
        yaml(OBSERVABILITY.resolve("metrics.yml")).fieldNames().forEachRemaining(services::add);
        Set<String> expected = new TreeSet<>();
        Service.moduleNames().forEach(module -> expected.add(module.replace("-service", "")));
        assertEquals(expected, services);
        assertTrue(meters.size() > 60, "only " + meters.keySet());
    }

    @Test
    void rulesAlertsAndTheirTestsAskForMetersThatThereAre() throws IOException {
        int asked = 0;
        for (Path file : files("prometheus", ".yml")) {
            asked += asked(expressions(yaml(file)));
            assertEquals(Set.of(), unknown(expressions(yaml(file))), file.toString());
        }
        assertTrue(asked > 40, asked + " names in rules");
    }

    @Test
    void dashboardsAskForMetersThatThereAre() throws IOException {
        int asked = 0;
        for (Path file : files("grafana/dashboards", ".json")) {
            List<String> expressions = expressions(yaml(file));
            asked += asked(expressions);
            assertEquals(Set.of(), unknown(expressions), file.toString());
        }
        assertTrue(asked > 60, asked + " names in dashboards");
    }

    static List<String> builds() throws IOException {
        return Kustomize.builds();
    }

    /** Rules and dashboards, as they come out of kustomize, and triggers that would scale by a meter. */
    @ParameterizedTest
    @MethodSource("builds")
    void manifestsAskForMetersThatThereAre(String build) throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode object : Kustomize.objects(build)) {
            expressions.addAll(expressions(object));
            if (object.at("/metadata/labels").has("grafana_dashboard")) {
                for (JsonNode dashboard : object.path("data")) {
                    expressions.addAll(expressions(Kustomize.YAML.readTree(dashboard.asText())));
                }
            }
            for (JsonNode trigger : object.at("/spec/triggers")) {
                trigger.path("metadata").forEach(value -> {
                    if (value.asText().contains("augmenta_")) {
                        expressions.add(value.asText());
                    }
                });
            }
        }
        boolean monitored = build.equals("overlays/monitoring") || build.equals("overlays/all");
        assertEquals(monitored, asked(expressions) > 100, build);
        assertEquals(Set.of(), unknown(expressions), build);
    }

    @Test
    void composeFilesAndPrometheusConfigurationNameNoOtherMeters() throws IOException {
        for (String file : List.of(
                "docker-compose.yml",
                "docker-compose.gpu.yml",
                "containers/local/try.yml",
                "observability/prometheus/prometheus.yml",
                "observability/alertmanager/alertmanager.yml")) {
            String text = Files.readString(Kustomize.PROJECT.resolve(file));
            Set<String> named = new TreeSet<>();
            Pattern.compile("\\baugmenta_\\w+").matcher(text).results().forEach(found -> named.add(found.group()));
            named.removeIf(name -> meter(name).isPresent());
            assertEquals(Set.of(), named, file);
        }
    }

    @Test
    void theDocsNameEveryMeterAndRunbooksNoOther() throws IOException {
        String page = Files.readString(Kustomize.PROJECT.resolve("docs/observability.md"));
        Set<String> untold = new TreeSet<>();
        for (String meter : meters.keySet()) {
            String name = meter.substring("augmenta_".length());
            // the highest of late comes with every timer and is told once
            if (!isTold(page, name) && !isTold(page, name.replaceFirst("_max$", ""))) {
                untold.add(meter);
            }
        }
        assertEquals(Set.of(), untold, "are not in docs/observability.md");
        try (var runbooks = Files.list(Kustomize.PROJECT.resolve("docs/runbooks"))) {
            for (Path runbook : runbooks.toList()) {
                Set<String> named = new TreeSet<>();
                Pattern.compile("\\baugmenta_[a-z_]+")
                        .matcher(Files.readString(runbook))
                        .results()
                        .forEach(found -> named.add(found.group()));
                named.removeIf(name -> meter(name).isPresent());
                assertEquals(Set.of(), named, runbook.toString());
            }
        }
    }

    /** As a whole, or after an ellipsis that stands for how the one before begins. */
    private static boolean isTold(String page, String name) {
        if (page.contains("`" + name + "`")) {
            return true;
        }
        return Pattern.compile("`…(\\w+)`")
                .matcher(page)
                .results()
                .anyMatch(shortened -> name.endsWith("_" + shortened.group(1)));
    }

    @Test
    void anotherNameOrLabelIsFound() {
        assertEquals(
                Set.of(
                        "augmenta_ingest_picture_total",
                        "augmenta_ingest_rejected_total has no label cause",
                        "augmenta_processing_seconds_quantile",
                        "topic:augmenta_dead_letters:increase1h"),
                unknown(List.of(
                        "rate(augmenta_ingest_images_total[5m]) + augmenta_ingest_picture_total",
                        "augmenta_ingest_rejected_total{cause=\"corrupt\", service=\"ingest\"}",
                        "augmenta_processing_seconds_bucket{le=\"1\"} / augmenta_processing_seconds_quantile",
                        "topic:augmenta_dead_letters:increase15m > topic:augmenta_dead_letters:increase1h")));
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var found = Files.walk(OBSERVABILITY.resolve(folder))) {
            List<Path> files =
                    found.filter(file -> file.toString().endsWith(ending)).toList();
            assertFalse(files.isEmpty(), folder);
            return files;
        }
    }

    /** What is asked of Prometheus: by rules, by panels and annotations, and the series of promtool's tests. */
    private static List<String> expressions(JsonNode document) {
        List<String> expressions = new ArrayList<>();
        for (String field : List.of("expr", "series", "record")) {
            document.findValues(field).stream()
                    .filter(JsonNode::isTextual)
                    .forEach(value -> expressions.add(value.asText()));
        }
        return expressions;
    }

    private static int asked(List<String> expressions) {
        return (int) expressions.stream()
                .mapToLong(expression -> NAME.matcher(expression).results().count())
                .sum();
    }

    private Set<String> unknown(List<String> expressions) {
        Set<String> unknown = new TreeSet<>();
        for (String expression : expressions) {
            Matcher name = NAME.matcher(expression.replaceAll("job=~?\"[^\"]*\"", ""));
            while (name.find()) {
                if (name.group(1).contains(":")) {
                    if (!recorded.contains(name.group(1))) {
                        unknown.add(name.group(1));
                    }
                } else {
                    meter(name.group(1))
                            .ifPresentOrElse(
                                    meter -> unknown.addAll(
                                            unknownLabels(name.group(1), meter, Optional.ofNullable(name.group(2)))),
                                    () -> unknown.add(name.group(1)));
                }
            }
        }
        return unknown;
    }

    private static Set<String> unknownLabels(String name, Meter meter, Optional<String> selector) {
        Set<String> unknown = new TreeSet<>();
        MATCHED_LABEL
                .matcher(selector.orElse(""))
                .results()
                .map(matched -> matched.group(1))
                .filter(label -> !meter.labels().contains(label) && !OF_TARGETS.contains(label))
                .filter(label -> !(label.equals("le") && name.endsWith("_bucket")))
                .forEach(label -> unknown.add(name + " has no label " + label));
        return unknown;
    }

    private Optional<Meter> meter(String series) {
        Optional<Meter> whole = Optional.ofNullable(meters.get(series));
        if (whole.isPresent()) {
            return whole;
        }
        return Optional.ofNullable(meters.get(SUFFIX.matcher(series).replaceFirst("")))
                .filter(meter -> meter.type().equals("histogram")
                        || (meter.type().equals("summary") && !series.endsWith("_bucket")));
    }
}
