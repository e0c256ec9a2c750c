package io.augmenta.eventlog;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with every topic, and somebody who publishes. */
final class RunningLog implements AutoCloseable {
    private final TemporaryKafka kafka;
    private final Map<String, Object> properties;
    private final EventPublisher publisher;

    private RunningLog(TemporaryKafka kafka) throws InterruptedException {
        this.kafka = kafka;
        this.properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
        new TopicProvisioner(properties).ensure(Topics.all());
        this.publisher = new EventPublisher(properties, "/augmenta/test");
    }

    static RunningLog start() throws InterruptedException {
        return new RunningLog(TemporaryKafka.start());
    }

    Map<String, Object> properties() {
        return properties;
    }

    EventPublisher publisher() {
        return publisher;
    }

    /** Sends bytes that need not be an event. */
    PublishedAt sendRaw(Topic<?> topic, String key, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            var metadata = producer.send(new ProducerRecord<>(topic.name(), key, value))
                    .get();
            return new PublishedAt(metadata.topic(), metadata.partition(), metadata.offset());
        }
    }

    static DatasetVersion version(String name, String version, long images) {
        return new DatasetVersion(
                name,
                version,
                "ingest",
                List.of("glioma"),
                1,
                4,
                4,
                SplitRule.GROUPED,
                7,
                images,
                0,
                0,
                0,
                images,
                0,
                List.of(),
                List.of(),
                Instant.EPOCH);
    }

    @Override
    public void close() {
        publisher.close();
        kafka.close();
    }
}
