package io.augmenta.eventlog;

import io.augmenta.contracts.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** How this module reads: without a consumer group, without committed offsets, and without making a topic that is missing. */
final class Groupless {
    private Groupless() {}

    /**
     * Properties of such a consumer.
     *
     * @param offsetReset where it goes on when its position is not in the log: {@code earliest}, or {@code none} to fail
     */
    static Map<String, Object> properties(Map<String, Object> clientProperties, String offsetReset) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, offsetReset);
        // a topic that a broker makes for a reader would be neither compacted nor kept
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return Map.copyOf(properties);
    }

    /** Gives a consumer a whole topic from its beginning; returns the ends that its partitions have now, none for no topic. */
    static Map<TopicPartition, Long> fromTheBeginning(KafkaConsumer<?, ?> consumer, Topic<?> topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions);
    }

    /** Whether a consumer has read to these ends. */
    static boolean reached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
