package io.augmenta.telemetry;

import io.augmenta.contracts.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code augmenta_dead_letters_total} by the topic that they were meant for, or came from. Thread-safe. */
@Singleton
class DeadLetterMeters {
    private final MeterRegistry registry;
    private final Map<String, Counter> byTopic = new ConcurrentHashMap<>();

    /** Has the series of all topics there from the start, so that a first dead letter is an increase. */
    DeadLetterMeters(MeterRegistry registry) {
        this.registry = registry;
        Topics.all().forEach(topic -> counter(topic.name()));
    }

    void count(String topic) {
        counter(topic).increment();
    }

    private Counter counter(String topic) {
        return byTopic.computeIfAbsent(topic, name -> Counter.builder("augmenta.dead.letters")
                .description(
                        "Records and files that this process could not process and put among the dead letters, by topic")
                .tag("topic", name)
                .register(registry));
    }
}
