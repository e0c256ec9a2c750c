package io.augmenta.telemetry;

import io.augmenta.eventlog.ClientObserver;
import io.augmenta.eventlog.LogClients;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** The clients of the event log of this process, seen by its meters and its traces. */
@Singleton
final class LogClientsProducer {
    private static final String DEFAULT_BROKER = "localhost:9092";

    /**
     * Takes all properties of the configuration that start with {@code kafka.}, without that prefix.
     *
     * @param openTelemetry does nothing unless traces are switched on
     */
    @Produces
    @Singleton
    LogClients logClients(
            @Identifier("default-kafka-broker") Map<String, Object> kafkaProperties,
            ClientObserver observer,
            OpenTelemetry openTelemetry) {
        Map<String, Object> properties = new HashMap<>(kafkaProperties);
        // as the message channels do
        properties.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BROKER);
        return LogClients.of(properties, observer, openTelemetry);
    }
}
