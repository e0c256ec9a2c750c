package io.augmenta.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.IncomingInterceptor;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * How long records of each topic are worked on, from the moment that a message channel hands one on until it is settled:
 * {@code augmenta_processing_seconds} by topic and outcome. A record that is left to another process is not counted.
 */
@Startup // so that the series are there before the first record
@ApplicationScoped
class ProcessingMeters implements IncomingInterceptor {
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String DEAD_LETTER = "dead_letter";

    /** From an event that is only heard to a training of hours. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6)
    };

    private final MeterRegistry registry;
    private final DeadLetterMeters deadLetters;

    ProcessingMeters(MeterRegistry registry, DeadLetterMeters deadLetters, Config configuration) {
        this.registry = registry;
        this.deadLetters = deadLetters;
        for (IncomingTopic incoming : IncomingTopic.of(configuration)) {
            timer(incoming.topic(), ACKNOWLEDGED);
            timer(incoming.topic(), DEAD_LETTER);
        }
    }

    private record Received(long atNanos) {}

    @Override
    public Message<?> afterMessageReceive(Message<?> message) {
        return message.addMetadata(new Received(System.nanoTime()));
    }

    @Override
    public void onMessageAck(Message<?> message) {
        topic(message).ifPresent(topic -> record(topic, ACKNOWLEDGED, message));
    }

    @Override
    public void onMessageNack(Message<?> message, Throwable reason) {
        topic(message).ifPresent(topic -> {
            record(topic, DEAD_LETTER, message);
            deadLetters.count(topic);
        });
    }

    private void record(String topic, String outcome, Message<?> message) {
        message.getMetadata(Received.class).ifPresent(received -> timer(topic, outcome)
                .record(Duration.ofNanos(System.nanoTime() - received.atNanos())));
    }

    @SuppressWarnings("rawtypes") // metadata are found by their class
    private static Optional<String> topic(Message<?> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class).map(IncomingKafkaRecordMetadata::getTopic);
    }

    private Timer timer(String topic, String outcome) {
        return Timer.builder("augmenta.processing")
                .description("From taking a record of a topic to settling it")
                .tag("topic", topic)
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
