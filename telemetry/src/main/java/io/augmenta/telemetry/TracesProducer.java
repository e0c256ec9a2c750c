package io.augmenta.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Traces, where {@code augmenta.telemetry.traces} is true; otherwise nothing that would cost anything. What becomes of them is
 * said by OpenTelemetry's own environment variables, such as {@code OTEL_EXPORTER_OTLP_ENDPOINT}.
 */
@Singleton
final class TracesProducer {

    /** Only traces are sent: meters are for Prometheus to fetch, and logs go where logs go. */
    private static final Map<String, String> DEFAULTS =
            Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

    @Produces
    @Singleton
    OpenTelemetry openTelemetry(
            @ConfigProperty(name = "augmenta.telemetry.traces", defaultValue = "false") boolean traces,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        if (!traces) {
            return OpenTelemetry.noop();
        }
        TraceInLogs.begin();
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesSupplier(() -> Map.of("otel.service.name", service))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    /** Sends what is left. */
    void close(@Disposes OpenTelemetry openTelemetry) {
        if (openTelemetry instanceof OpenTelemetrySdk sdk) {
            sdk.close();
        }
    }
}
