package io.augmenta.eventlog;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole topics once, from the beginning to the end that they have when the reading begins. No consumer group, no committed
 * offsets, no topic is created. Each call opens and closes its own connection, so one scan may be shared between threads.
 */
public final class TopicScan {
    private static final Logger LOG = LoggerFactory.getLogger(TopicScan.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GIVE_UP_WITHOUT_RECORDS_AFTER = Duration.ofSeconds(60);

    private final Map<String, Object> clientProperties;
    private final Duration giveUpWithoutRecordsAfter;

    /**
     * Takes the properties; connects only when it reads.
     *
     * @param clientProperties properties of Kafka's clients
     */
    public TopicScan(Map<String, Object> clientProperties) {
        this(clientProperties, GIVE_UP_WITHOUT_RECORDS_AFTER);
    }

    TopicScan(Map<String, Object> clientProperties, Duration giveUpWithoutRecordsAfter) {
        this.clientProperties = Groupless.properties(clientProperties, "earliest");
        this.giveUpWithoutRecordsAfter = giveUpWithoutRecordsAfter;
    }

    /**
     * The latest event of every key, those whose latest event is oldest first; nothing where there is no such topic.
     *
     * @param topic the topic
     * @param <E> what its records are
     * @throws KafkaException if the broker cannot be reached, or no record comes for a minute before the end
     */
    public <E extends Event> List<E> latest(Topic<E> topic) {
        Map<String, E> latest = new LinkedHashMap<>();
        scan(topic, record -> {
            latest.remove(record.key());
            decoded(record, topic).ifPresent(event -> latest.put(record.key(), event));
        });
        return List.copyOf(latest.values());
    }

    /**
     * Reads all events, of each key in their order; nothing where there is no such topic. Memory is bounded by one fetch.
     *
     * @param topic the topic
     * @param sink gets the events on the calling thread
     * @param <E> what its records are
     * @throws KafkaException if the broker cannot be reached, or no record comes for a minute before the end
     */
    public <E extends Event> void read(Topic<E> topic, Consumer<? super E> sink) {
        scan(topic, record -> decoded(record, topic).ifPresent(sink));
    }

    private void scan(Topic<?> topic, Consumer<ConsumerRecord<String, byte[]>> sink) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(clientProperties, new StringDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = Groupless.fromTheBeginning(consumer, topic);
            long deadlineNanos = System.nanoTime() + giveUpWithoutRecordsAfter.toNanos();
            while (!Groupless.reached(consumer, ends)) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                records.forEach(sink);
                if (!records.isEmpty()) {
                    deadlineNanos = System.nanoTime() + giveUpWithoutRecordsAfter.toNanos();
                } else if (System.nanoTime() > deadlineNanos) {
                    throw new TimeoutException("expected topic " + topic.name() + " to its ends " + ends
                            + ", but no record came within " + giveUpWithoutRecordsAfter
                            + "; can the broker still be reached?");
                }
            }
        }
    }

    private static <E extends Event> Optional<E> decoded(ConsumerRecord<String, byte[]> record, Topic<E> topic) {
        byte[] value = record.value();
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(topic.eventType().cast(EventCodec.decode(value)));
        } catch (UndecodableEventException | ClassCastException e) {
            // one bad record must not keep all others from being read
            LOG.error(
                    "scan=undecodable_record topic={} partition={} offset={} reason=\"{}\"",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
