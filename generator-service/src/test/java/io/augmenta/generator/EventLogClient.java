package io.augmenta.generator;

import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.OffsetRangeReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The event log as another service sees it. */
final class EventLogClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> clientProperties;
    private final EventPublisher publisher;
    private final ClaimChecks claimChecks;

    EventLogClient(String bootstrapServers, String artifactsFolder) {
        this.claimChecks = new ClaimChecks(new DirectoryArtifactStore(Path.of(artifactsFolder)));
        this.clientProperties = Map.of("bootstrap.servers", bootstrapServers);
        this.publisher = new EventPublisher(clientProperties, "/augmenta/test");
    }

    EventPublisher publisher() {
        return publisher;
    }

    /** Sends bytes that need not be an event. */
    void sendRaw(Topic<?> topic, String key, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(clientProperties, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        }
    }

    /** All events of a request up to the given number of ends (completions or failures). */
    List<GenerationEvent> awaitAnswer(String requestId, int ends) {
        List<GenerationEvent> answer = new ArrayList<>();
        readFromStart(Topics.SYNTHETIC_BATCHES.name(), record -> {
            if (!requestId.equals(record.key())) {
                return false;
            }
            answer.add((GenerationEvent) EventCodec.decode(record.value()));
            return answer.stream()
                            .filter(event -> event instanceof GenerationCompleted || event instanceof GenerationFailed)
                            .count()
                    == ends;
        });
        return answer;
    }

    /** The first record of this key among the dead letters of a topic. */
    ConsumerRecord<String, byte[]> awaitDeadLetter(Topic<?> topic, String key) {
        return readFromStart(topic.deadLetters(), record -> key.equals(record.key()));
    }

    /** The images of a request that lie in these ranges, or that its batches there refer to. */
    List<LabelledImage> reread(String requestId, List<OffsetRange> ranges) {
        List<LabelledImage> images = new ArrayList<>();
        new OffsetRangeReader(clientProperties).read(ranges, SyntheticBatch.class, batch -> {
            if (batch.requestId().equals(requestId)) {
                images.addAll(claimChecks.images(batch));
            }
        });
        return images;
    }

    private ConsumerRecord<String, byte[]> readFromStart(String topic, Predicate<ConsumerRecord<String, byte[]>> last) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(clientProperties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadlineNanos) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (last.test(record)) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("what was waited for did not arrive in " + topic + " within " + PATIENCE);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
