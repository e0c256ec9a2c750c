package io.augmenta.telemetry;

import io.augmenta.contracts.Topic;
import io.augmenta.eventlog.ClientObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The metrics that Kafka's clients keep themselves ({@code kafka_consumer_*}, {@code kafka_producer_*}), for the clients of the
 * event log too; those of message channels are shown by Quarkus.
 */
@ApplicationScoped
class ClientMeters implements ClientObserver {
    /** A consumer of a topic has metrics of its partitions only once it reads it. */
    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final DeadLetterMeters deadLetters;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kafka-client-meters");
        thread.setDaemon(true);
        return thread;
    });

    ClientMeters(MeterRegistry registry, DeadLetterMeters deadLetters) {
        this.registry = registry;
        this.deadLetters = deadLetters;
    }

    @Override
    public Observation opened(Consumer<?, ?> consumer) {
        return shown(new KafkaClientMetrics(consumer, Tags.empty(), scheduler, LOOKED_AT_EVERY));
    }

    @Override
    public Observation opened(Producer<?, ?> producer) {
        return shown(new KafkaClientMetrics(producer, Tags.empty(), scheduler, LOOKED_AT_EVERY));
    }

    private Observation shown(KafkaClientMetrics metrics) {
        metrics.bindTo(registry);
        return metrics::close;
    }

    @Override
    public void deadLettered(Topic<?> topic) {
        deadLetters.count(topic.name());
    }

    @PreDestroy
    void close() {
        scheduler.shutdownNow();
    }
}
