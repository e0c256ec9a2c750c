package io.augmenta.quickstart.study;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.wire.EventCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Events of some topics from the moment on that it was opened. Not thread-safe; whoever opened it closes it. */
final class EventFeed implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Queue<Event> pending = new ArrayDeque<>();

    private EventFeed(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static EventFeed open(Map<String, Object> clientProperties, List<Topic<?>> topics) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // by offsets of its own, not by a group: a lost position must not silently become another one
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
        return new EventFeed(consumer);
    }

    /** The next event, in order within a key; empty if there is none for a while. */
    Optional<Event> next(Duration atMost) {
        if (pending.isEmpty()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(atMost)) {
                pending.add(EventCodec.decode(record.value()));
            }
        }
        return Optional.ofNullable(pending.poll());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
