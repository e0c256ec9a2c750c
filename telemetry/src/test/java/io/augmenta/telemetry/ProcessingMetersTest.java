package io.augmenta.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

class ProcessingMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ProcessingMeters meters =
            new ProcessingMeters(registry, new DeadLetterMeters(registry), new SmallRyeConfigBuilder().build());

    @Test
    void aRecordIsTimedFromItsArrivalUntilItIsSettled() throws Exception {
        Message<?> message = meters.afterMessageReceive(message());
        Thread.sleep(50);

        meters.onMessageAck(message);

        assertEquals(1, count("acknowledged"));
        assertTrue(seconds("acknowledged") >= 0.05);
    }

    @Test
    void whatCannotBeProcessedIsADeadLetterOfItsTopic() {
        meters.onMessageNack(meters.afterMessageReceive(message()), new IllegalStateException("for the test"));

        assertEquals(1, count("dead_letter"));
        assertEquals(
                1,
                registry.get("augmenta.dead.letters")
                        .tag("topic", "requests")
                        .counter()
                        .count());
    }

    private static Message<String> message() {
        ConsumerRecord<String, String> record = new ConsumerRecord<>("requests", 0, 0, "key", "value");
        return Message.of("value", Metadata.of(new IncomingKafkaRecordMetadata<>(record, "channel")));
    }

    private long count(String outcome) {
        return registry.get("augmenta.processing")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private double seconds(String outcome) {
        return registry.get("augmenta.processing")
                .tag("outcome", outcome)
                .timer()
                .totalTime(TimeUnit.SECONDS);
    }
}
