package io.augmenta.eventlog;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.contracts.wire.UndecodableEventException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
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

    private final Map<String, Object> clientProperties;

    /**
     * Takes the properties; connects only when it reads.
     *
     * @param clientProperties properties of Kafka's clients
     */
    public TopicScan(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.clientProperties = Map.copyOf(properties);
    }

    /**
     * The latest event of every key, those whose latest event is oldest first; nothing where there is no such topic.
     *
     * @param topic the topic
     * @param <E> what its records are
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
     */
    public <E extends Event> void read(Topic<E> topic, Consumer<? super E> sink) {
        scan(topic, record -> decoded(record, topic).ifPresent(sink));
    }

    private void scan(Topic<?> topic, Consumer<ConsumerRecord<String, byte[]>> sink) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(clientProperties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(sink);
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
