package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces on Kubernetes: what the services are told, by OpenTelemetry's own reading of it, and that they are let through. */
class TracingTest {

    @ParameterizedTest
    @ValueSource(strings = {"overlays/tracing", "overlays/all"})
    void tracesGoWhereTheVariablesSayAndThePolicyLetsThemThrough(String build) throws IOException {
        JsonNode settings = Kustomize.object(build, "ConfigMap", "augmenta").path("data");
        assertEquals("true", settings.path("AUGMENTA_TELEMETRY_TRACES").asText());
        URI collector = URI.create(settings.path("OTEL_EXPORTER_OTLP_ENDPOINT").asText());

        String understood = understood(settings);
        assertTrue(understood.contains("endpoint=" + collector), understood);
        assertTrue(understood.contains("ParentBased{root:TraceIdRatioBased{0.1"), understood);

        JsonNode policy =
                Kustomize.object(build, "NetworkPolicy", "trace-collector").path("spec");
        assertEquals("Egress", policy.at("/policyTypes/0").asText());
        assertEquals(
                "augmenta",
                policy.at("/podSelector/matchLabels/app.kubernetes.io~1part-of").asText());
        JsonNode way = policy.at("/egress/0");
        assertEquals(collector.getPort(), way.at("/ports/0/port").asInt());
        // a Service's address is its name, a dot and its namespace
        assertEquals(
                collector.getHost().substring(collector.getHost().indexOf('.') + 1),
                way.at("/to/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                        .asText());
    }

    /** The exporter and the sampler that a service would have. */
    private static String understood(JsonNode settings) {
        Map<String, String> properties =
                new HashMap<>(Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none"));
        List<Map.Entry<String, JsonNode>> variables = List.copyOf(settings.properties());
        for (Map.Entry<String, JsonNode> variable : variables) {
            if (variable.getKey().startsWith("OTEL_")) {
                properties.put(
                        variable.getKey().toLowerCase(Locale.ROOT).replace('_', '.'),
                        variable.getValue().asText());
            }
        }
        try (OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> properties)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk()) {
            return sdk.toString();
        }
    }
}
