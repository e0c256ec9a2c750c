package io.augmenta.generator.messaging;

import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.TopicProvisioner;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.HashMap;
import java.util.Map;

/** How this service reaches the event log, and what has to be there before its channels open. */
@ApplicationScoped
class LogConnection {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private final Map<String, Object> clientProperties;

    /** Takes all properties of the configuration that start with {@code kafka.}, without that prefix. */
    LogConnection(@Identifier("default-kafka-broker") Map<String, Object> kafkaProperties) {
        Map<String, Object> properties = new HashMap<>(kafkaProperties);
        // as the message channels do
        properties.putIfAbsent(BOOTSTRAP_SERVERS, "localhost:9092");
        this.clientProperties = Map.copyOf(properties);
    }

    Map<String, Object> clientProperties() {
        return clientProperties;
    }

    /** Services may start in any order, so each creates what is missing; earlier than the channels, which subscribe. */
    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting,
            CheckpointView checkpoints,
            EvaluationView evaluations)
            throws InterruptedException {
        new TopicProvisioner(clientProperties).ensure(Topics.all());
        checkpoints.start();
        evaluations.start();
    }

    void stop(@Observes ShutdownEvent stopping, GenerationRequestChannel requests) {
        requests.stop();
    }
}
