package io.augmenta.trainer.service;

import static org.awaitility.Awaitility.await;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingEvent;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.eventlog.TopicProvisioner;
import io.augmenta.trainer.TinyDataset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another service on the same log, as the trainer's surroundings see it. */
final class LogClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, Object> properties;
    private final EventPublisher publisher;
    private final CompactedView<CheckpointPublished> checkpoints;
    private final CompactedView<TrainingEvent> progress;
    private final List<TrainingProgressed> said = new CopyOnWriteArrayList<>();

    LogClient(String bootstrapServers) throws InterruptedException {
        properties = Map.of("bootstrap.servers", bootstrapServers);
        new TopicProvisioner(properties).ensure(Topics.all());
        publisher = new EventPublisher(properties, "/augmenta/test");
        checkpoints = new CompactedView<>(properties, Topics.CHECKPOINTS);
        progress = new CompactedView<>(properties, Topics.TRAINING_PROGRESS);
        progress.onUpdate(event -> said.add((TrainingProgressed) event));
        checkpoints.start();
        progress.start();
    }

    /** Seals a version that consists of these batches, in this order. */
    void seal(String version, List<ImageBatch> batches) {
        List<PublishedAt> places = new ArrayList<>();
        batches.forEach(batch -> places.add(publish(Topics.IMAGE_BATCHES, batch)));
        DatasetVersion tiny = TinyDataset.version(PublishedAt.ranges(places));
        publish(
                Topics.DATASETS,
                new DatasetVersion(
                        tiny.name(),
                        version,
                        tiny.ingestId(),
                        tiny.classes(),
                        tiny.channels(),
                        tiny.height(),
                        tiny.width(),
                        tiny.splitRule(),
                        tiny.seed(),
                        tiny.images(),
                        tiny.duplicates(),
                        tiny.rejected(),
                        tiny.conflicts(),
                        tiny.leakGroups(),
                        tiny.straddlingGroups(),
                        tiny.counts(),
                        tiny.ranges(),
                        Instant.now()));
    }

    void request(TrainingRequested request) {
        publish(Topics.TRAINING_REQUESTS, request);
    }

    void cancel(TrainingCancelled cancellation) {
        publish(Topics.TRAINING_CANCELLATIONS, cancellation);
    }

    private <E extends Event> PublishedAt publish(Topic<E> topic, E event) {
        return publisher.publish(topic, event).join();
    }

    /** Publishes bytes that are no event. */
    void publishRaw(Topic<?> topic, String key, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        }
    }

    /** Waits for a dead letter of a topic. */
    ConsumerRecord<String, byte[]> awaitDeadLetter(Topic<?> topic, String key) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic.deadLetters(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (Objects.equals(record.key(), key)) {
                        found.add(record);
                    }
                });
                return !found.isEmpty();
            });
            return found.get(0);
        }
    }

    /** Waits until a run has a status. */
    TrainingProgressed awaitStatus(String runId, TrainingStatus status) {
        await("run " + runId + " " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> said(runId).stream().anyMatch(progressed -> progressed.status() == status));
        return said(runId).stream()
                .filter(progressed -> progressed.status() == status)
                .findFirst()
                .orElseThrow();
    }

    /** All that was said about a run. */
    List<TrainingProgressed> said(String runId) {
        return said.stream()
                .filter(progressed -> progressed.runId().equals(runId))
                .toList();
    }

    /** Waits for a run's first checkpoint. */
    CheckpointPublished awaitCheckpoint(String runId) {
        await("a checkpoint of run " + runId)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !checkpoints(runId).isEmpty());
        return checkpoints(runId).get(0);
    }

    List<CheckpointPublished> checkpoints(String runId) {
        return checkpoints.all().stream()
                .filter(checkpoint -> checkpoint.runId().equals(runId))
                .toList();
    }

    /** Waits until a run is done and returns its last checkpoint. */
    CheckpointPublished awaitLast(String runId) {
        awaitStatus(runId, TrainingStatus.COMPLETED);
        await("the last checkpoint of run " + runId).atMost(PATIENCE).until(() -> checkpoints(runId).stream()
                .anyMatch(CheckpointPublished::last));
        return checkpoints(runId).stream()
                .filter(CheckpointPublished::last)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        checkpoints.close();
        progress.close();
        publisher.close();
    }
}
