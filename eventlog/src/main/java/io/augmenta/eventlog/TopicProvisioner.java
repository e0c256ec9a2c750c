package io.augmenta.eventlog;

import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topic.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing, with what they need: nothing is deleted by time, compacted where the latest
 * record of a key is all that counts, records as large as the topic says. Topics that exist are left as their operator
 * made them. Many services may do this at once.
 */
public final class TopicProvisioner {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final Map<String, Object> clientProperties;

    /**
     * Takes the properties; connects only when topics are asked for.
     *
     * @param clientProperties properties of Kafka's clients
     */
    public TopicProvisioner(Map<String, Object> clientProperties) {
        this.clientProperties = Map.copyOf(clientProperties);
    }

    /**
     * Creates what is missing of some topics and their dead letters, with the broker's default replication.
     *
     * @param topics the topics
     * @throws KafkaException if the broker cannot be reached within a minute or refuses
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void ensure(List<Topic<?>> topics) throws InterruptedException {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic<?> topic : topics) {
            wanted.add(newTopic(topic.name(), topic.partitions(), topic.retention(), topic.maxRecordBytes()));
            wanted.add(newTopic(topic.deadLetters(), 1, Retention.ALL, topic.maxRecordBytes()));
        }
        try (Admin admin = Admin.create(clientProperties)) {
            CreateTopicsResult result = admin.createTopics(wanted);
            for (Map.Entry<String, KafkaFuture<Void>> created : result.values().entrySet()) {
                await(created.getKey(), created.getValue());
            }
        }
    }

    private static void await(String topic, KafkaFuture<Void> created) throws InterruptedException {
        try {
            created.get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create topic " + topic, e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("no answer from the broker for topic " + topic + " within " + AT_MOST, e);
        }
    }

    private static NewTopic newTopic(String name, int partitions, Retention retention, int maxRecordBytes) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        configuration.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        // the key and the headers come on top of the record's value
        configuration.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes + (64 << 10)));
        configuration.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                retention == Retention.LATEST_PER_KEY
                        ? TopicConfig.CLEANUP_POLICY_COMPACT
                        : TopicConfig.CLEANUP_POLICY_DELETE);
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
    }
}
