package io.augmenta.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.LogClients;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.eventlog.TopicProvisioner;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class GroupLagTest {
    private static final String TOPIC = Topics.TRAINING_REQUESTS.name();

    @Test
    void lagIsWhatTheGroupHasNotSettledWhetherOrNotItHasBeenRead() throws Exception {
        try (TemporaryKafka kafka = TemporaryKafka.start()) {
            Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
            new TopicProvisioner(properties).ensure(List.of(Topics.TRAINING_REQUESTS));
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            GroupLag lag = new GroupLag(LogClients.of(properties), registry, configuration(), Duration.ofMillis(100));
            lag.begin(new StartupEvent());
            awaitLag(registry, 0);

            PublishedAt first = publish(properties, 3);
            awaitLag(registry, 3);
            settle(properties, first);
            awaitLag(registry, 2);

            lag.leave(new ShutdownEvent());
        }
    }

    @Test
    void onlyChannelsThatAreOnAndHaveAGroupCount() {
        assertEquals(List.of(new IncomingTopic(TOPIC, "trainers")), IncomingTopic.of(configuration()));
    }

    private static SmallRyeConfig configuration() {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "mp.messaging.incoming.trainings.topic", TOPIC,
                                "mp.messaging.incoming.trainings.group.id", "trainers",
                                "mp.messaging.incoming.silent.topic", "silent",
                                "mp.messaging.incoming.silent.group.id", "silent",
                                "mp.messaging.incoming.silent.enabled", "false",
                                "mp.messaging.incoming.alone.topic", "alone"),
                        "test",
                        100))
                .build();
    }

    /** Requests of one run, so that they lie in one partition; tells where the first is. */
    private static PublishedAt publish(Map<String, Object> properties, int count) throws Exception {
        PublishedAt first = null;
        try (EventPublisher publisher = new EventPublisher(properties, "/augmenta/test")) {
            for (int seed = 0; seed < count; seed++) {
                PublishedAt place = publisher
                        .publish(
                                Topics.TRAINING_REQUESTS,
                                new TrainingRequested("run", "set", "version", "cvae", Map.of(), 1, seed, 1))
                        .get();
                first = first == null ? place : first;
            }
        }
        return first;
    }

    private static void settle(Map<String, Object> properties, PublishedAt place) {
        Map<String, Object> ofGroup = new HashMap<>(properties);
        ofGroup.put("group.id", "trainers");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(ofGroup, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(place.topic(), place.partition());
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(place.offset() + 1)));
        }
    }

    private static void awaitLag(SimpleMeterRegistry registry, double expected) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> registry.get("augmenta.consumer.lag.records")
                                .tag("group", "trainers")
                                .tag("topic", TOPIC)
                                .gauge()
                                .value()
                        == expected);
    }
}
