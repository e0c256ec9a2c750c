package io.augmenta.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Leaves out of Kafka's own metrics what is there twice, and what is there for each broker: Kafka 4 tells everything of a topic
 * also under a name with underscores for dots, which it has deprecated.
 */
@Singleton
final class KafkaMeterFilter {

    @Produces
    @Singleton
    MeterFilter onlyOnce() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return id.getName().startsWith("kafka.") && superfluous(id)
                        ? MeterFilterReply.DENY
                        : MeterFilterReply.NEUTRAL;
            }
        };
    }

    private static boolean superfluous(Meter.Id id) {
        String topic = id.getTag("topic");
        return id.getTag("node.id") != null || (topic != null && topic.startsWith("augmenta_"));
    }
}
