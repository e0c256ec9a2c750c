package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Prometheus and Grafana get on Kubernetes and by the compose file, against {@code observability/} and the services. */
class MonitoringTest {
    private static final Path OBSERVABILITY = Kustomize.PROJECT.resolve("observability");

    @Test
    void kubernetesHasTheRulesThatPrometheusReads() throws IOException {
        Set<JsonNode> expected = new HashSet<>();
        for (Path file : files(OBSERVABILITY.resolve("prometheus/rules"))) {
            Kustomize.YAML.readTree(file.toFile()).path("groups").forEach(expected::add);
        }
        Set<JsonNode> groups = new HashSet<>();
        Kustomize.object("overlays/monitoring", "PrometheusRule", "augmenta")
                .at("/spec/groups")
                .forEach(groups::add);
        assertEquals(expected, groups, "run: node k8s/check/rules.mjs > k8s/components/monitoring/rules.yaml");
    }

    @Test
    void kubernetesHasTheDashboardsThatGrafanaReads() throws IOException {
        Map<String, String> expected = new HashMap<>();
        for (Path file : files(OBSERVABILITY.resolve("grafana/dashboards"))) {
            expected.put(file.getFileName().toString(), Files.readString(file));
        }
        Map<String, String> dashboards = new HashMap<>();
        for (JsonNode map : Kustomize.objects("overlays/monitoring", "ConfigMap")) {
            if (map.at("/metadata/labels").has("grafana_dashboard")) {
                map.path("data")
                        .properties()
                        .forEach(file ->
                                dashboards.put(file.getKey(), file.getValue().asText()));
            }
        }
        assertEquals(expected, dashboards);
    }

    @Test
    void prometheusAsksEachServiceOfTheComposeFileAtItsPort() throws IOException {
        JsonNode scraped = Kustomize.YAML
                .readTree(OBSERVABILITY.resolve("prometheus/prometheus.yml").toFile())
                .at("/scrape_configs/0");
        Set<String> targets = new HashSet<>();
        scraped.path("static_configs")
                .forEach(one -> targets.add(one.at("/labels/service").asText() + " "
                        + one.at("/targets/0").asText()));
        Set<String> expected = new HashSet<>();
        for (Service service : Service.values()) {
            expected.add(
                    service.moduleName().replace("-service", "") + " " + service.moduleName() + ":" + service.port());
        }
        assertEquals(expected, targets);
        JsonNode monitor = Kustomize.object("overlays/monitoring", "PodMonitor", "augmenta")
                .at("/spec/podMetricsEndpoints/0");
        assertEquals(scraped.path("metrics_path"), monitor.path("path"));
        assertEquals("http", monitor.path("port").asText());
        assertEquals("service", monitor.at("/relabelings/0/targetLabel").asText());
    }

    @Test
    void whatTheComposeFileMountsIsThere() throws IOException {
        JsonNode services = Kustomize.YAML
                .readTree(Kustomize.PROJECT.resolve("docker-compose.yml").toFile())
                .path("services");
        for (String service : List.of("prometheus", "alertmanager", "grafana")) {
            for (JsonNode volume : services.path(service).path("volumes")) {
                String source = volume.asText().replaceFirst(":.*", "");
                assertTrue(!source.startsWith("./") || Files.isDirectory(Kustomize.PROJECT.resolve(source)), source);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
