package io.augmenta.quickstart.platform;

import io.augmenta.contracts.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Requests that a service has not answered yet. They stay in the log when it ends, and the next service of that kind takes
 * them up first, which a person who has given up on them does not want.
 *
 * @param bootstrapServers {@code HOST:PORT} of the broker
 */
public record OpenRequests(String bootstrapServers) {

    private static final long ANSWER_WITHIN_SECONDS = 20;

    /**
     * Has the service that comes next begin after all requests that there are now.
     *
     * @param topic of the requests
     * @param group consumer group of the service, of which no member may be there any more
     * @throws PlatformException if that cannot be; the requests stay open
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void withdraw(Topic<?> topic, String group) throws PlatformException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            for (TopicPartitionInfo partition : Objects.requireNonNull(admin.describeTopics(List.of(topic.name()))
                            .allTopicNames()
                            .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                            .get(topic.name()))
                    .partitions()) {
                wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
            }
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(wanted)
                    .all()
                    .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                    .entrySet()) {
                ends.put(end.getKey(), new OffsetAndMetadata(end.getValue().offset()));
            }
            admin.alterConsumerGroupOffsets(group, ends).all().get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new PlatformException(
                    "open requests in " + topic.name() + " cannot be withdrawn, and are taken up at the next start: "
                            + e,
                    e);
        }
    }
}
