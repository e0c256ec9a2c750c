package io.augmenta.evaluator.service;

import static org.awaitility.Awaitility.await;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.evaluator.SampleStudy;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.eventlog.TopicProvisioner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another service on the same log, as the evaluator's surroundings see it. */
final class LogClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Map<String, Object> properties;
    private final EventPublisher publisher;
    private final CompactedView<EvaluationEvent> evaluations;
    private final List<EvaluationEvent> said = new CopyOnWriteArrayList<>();

    LogClient(String bootstrapServers) throws InterruptedException {
        properties = Map.of("bootstrap.servers", bootstrapServers);
        new TopicProvisioner(properties).ensure(Topics.all());
        publisher = new EventPublisher(properties, "/augmenta/test");
        evaluations = new CompactedView<>(properties, Topics.EVALUATIONS);
        evaluations.onUpdate(said::add);
        evaluations.start();
    }

    /** Publishes the data set with its checkpoint, and the generated images. */
    List<OffsetRange> publish(SampleStudy sample) {
        List<PublishedAt> real = new ArrayList<>();
        sample.realBatches().forEach(batch -> real.add(publish(Topics.IMAGE_BATCHES, batch)));
        publish(Topics.DATASETS, sample.version(PublishedAt.ranges(real)));
        publish(Topics.CHECKPOINTS, sample.checkpoint());
        List<PublishedAt> generated = new ArrayList<>();
        sample.generatedBatches().forEach(batch -> generated.add(publish(Topics.SYNTHETIC_BATCHES, batch)));
        return PublishedAt.ranges(generated);
    }

    PublishedAt request(EvaluationRequested request) {
        return publish(Topics.EVALUATION_REQUESTS, request);
    }

    private <E extends Event> PublishedAt publish(Topic<E> topic, E event) {
        return publisher.publish(topic, event).join();
    }

    /** Publishes bytes that are no event. */
    void publishRaw(Topic<?> topic, String key, byte[] value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        }
    }

    /** What was said of an evaluation so far, of one kind. */
    <E extends EvaluationEvent> List<E> said(String evaluationId, Class<E> type) {
        return said.stream()
                .filter(event -> event.evaluationId().equals(evaluationId))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Waits until this many epochs of an evaluation have been told. */
    void awaitEpochs(String evaluationId, int epochs) {
        await().atMost(PATIENCE).until(() -> epochs(evaluationId) >= epochs);
    }

    /** How many epochs of an evaluation were told, those of attempts that died included. */
    int epochs(String evaluationId) {
        return (int) said(evaluationId, EvaluationProgressed.class).stream()
                .filter(progress -> progress.message().contains("epoch"))
                .count();
    }

    EvaluationCompleted awaitCompletion(String evaluationId) {
        await().atMost(PATIENCE).until(() -> {
            List<EvaluationFailed> failed = said(evaluationId, EvaluationFailed.class);
            if (!failed.isEmpty()) {
                throw new AssertionError(failed.get(0).reason());
            }
            return !said(evaluationId, EvaluationCompleted.class).isEmpty();
        });
        return said(evaluationId, EvaluationCompleted.class).get(0);
    }

    EvaluationFailed awaitFailure(String evaluationId) {
        await().atMost(PATIENCE)
                .until(() -> !said(evaluationId, EvaluationFailed.class).isEmpty());
        return said(evaluationId, EvaluationFailed.class).get(0);
    }

    /** Waits until the evaluator has acknowledged a record of the requests. */
    void awaitAcknowledged(PublishedAt record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        try (Admin admin = Admin.create(properties)) {
            await().atMost(PATIENCE).until(() -> {
                OffsetAndMetadata committed = admin.listConsumerGroupOffsets("augmenta-evaluator")
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(partition);
                return committed != null && committed.offset() > record.offset();
            });
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

    @Override
    public void close() {
        evaluations.close();
        publisher.close();
    }
}
