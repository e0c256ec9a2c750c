package io.augmenta.quickstart.platform;

import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.TopicProvisioner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaException;

/**
 * The partitions of training requests, each of which is one trainer's at a time: no more trainers can work side by side
 * than there are partitions, and the more there are, the more evenly runs are shared.
 */
final class RequestPartitions {

    /** Divides evenly among 2, 3, 4, 6 and 12 trainers. */
    private static final int FEW_TRAINERS = 12;

    private static final int PER_TRAINER = 2;
    private static final long ANSWER_WITHIN_SECONDS = 60;

    private final Map<String, Object> clientProperties;

    RequestPartitions(String bootstrapServers) {
        clientProperties = Map.of("bootstrap.servers", bootstrapServers);
    }

    /** Adds what is missing; before any trainer starts, since one that runs sees new partitions minutes later. */
    void raiseFor(int trainers) throws PlatformException, InterruptedException {
        String topic = Topics.TRAINING_REQUESTS.name();
        int wanted = Math.max(FEW_TRAINERS, PER_TRAINER * trainers);
        try (Admin admin = Admin.create(clientProperties)) {
            new TopicProvisioner(clientProperties).ensure(List.of(Topics.TRAINING_REQUESTS));
            int there = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                            .get(topic))
                    .partitions()
                    .size();
            if (there < wanted) {
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(wanted)))
                        .all()
                        .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new PlatformException("topic " + topic + " cannot be given " + wanted + " partitions: " + e, e);
        }
    }
}
