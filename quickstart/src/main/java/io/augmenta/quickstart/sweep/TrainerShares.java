package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.Topics;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.study.StudyFailedException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Who takes which partition of the training requests. Each is one trainer's at a time, so runs that are dealt out over
 * the trainers' partitions are shared evenly; where a trainer is lost, its partitions go to the others.
 */
final class TrainerShares {

    /** As trainer-service names its consumer group. */
    private static final String GROUP = "augmenta-trainer";

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
    private static final Duration ASK_EVERY = Duration.ofMillis(500);
    private static final long ANSWER_WITHIN_SECONDS = 30;

    private final List<List<Integer>> partitionsOfTrainer;
    private final int partitions;

    TrainerShares(List<List<Integer>> partitionsOfTrainer) {
        this.partitionsOfTrainer = partitionsOfTrainer.stream()
                .filter(share -> !share.isEmpty())
                .map(List::copyOf)
                .toList();
        this.partitions = partitionsOfTrainer.stream().mapToInt(List::size).sum();
    }

    /** Waits until so many trainers have shared the partitions among them, or until that takes too long. */
    static TrainerShares await(Map<String, Object> clientProperties, int trainers, ProgressDisplay progress)
            throws StudyFailedException, InterruptedException {
        long deadlineNanos = System.nanoTime() + SETTLED_WITHIN.toNanos();
        try (Admin admin = Admin.create(clientProperties)) {
            int partitions = partitions(admin);
            TrainerShares shares = ask(admin);
            while (!shares.settled(Math.min(trainers, partitions), partitions) && System.nanoTime() < deadlineNanos) {
                progress.tick();
                TimeUnit.MILLISECONDS.sleep(ASK_EVERY.toMillis());
                shares = ask(admin);
            }
            if (shares.trainers() == 0) {
                throw new StudyFailedException("no trainer takes requests from " + Topics.TRAINING_REQUESTS.name()
                        + " within " + SETTLED_WITHIN.toSeconds() + " s");
            }
            return shares;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new StudyFailedException("Kafka does not say which trainers there are: " + e, e);
        }
    }

    private static int partitions(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        String topic = Topics.TRAINING_REQUESTS.name();
        return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                        .get(topic))
                .partitions()
                .size();
    }

    private static TrainerShares ask(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        ConsumerGroupDescription group = Objects.requireNonNull(admin.describeConsumerGroups(List.of(GROUP))
                        .describedGroups()
                        .get(GROUP))
                .get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        return new TrainerShares(group.members().stream()
                .map(member -> shareOf(member.assignment().topicPartitions()))
                .toList());
    }

    private static List<Integer> shareOf(Collection<TopicPartition> assigned) {
        return assigned.stream()
                .filter(partition -> partition.topic().equals(Topics.TRAINING_REQUESTS.name()))
                .map(TopicPartition::partition)
                .sorted()
                .toList();
    }

    private boolean settled(int wantedTrainers, int allPartitions) {
        return partitions == allPartitions && trainers() >= wantedTrainers;
    }

    /** How many trainers have a share. */
    int trainers() {
        return partitionsOfTrainer.size();
    }

    /** How many runs can be trained at a time, however many trainers come. */
    int partitions() {
        return partitions;
    }

    /** A partition for each run, in the runs' order: dealt to the trainers in turn, and by each trainer over its partitions. */
    Map<String, Integer> deal(List<String> runIds) {
        Map<String, Integer> partitionOfRun = new LinkedHashMap<>();
        for (int i = 0; i < runIds.size(); i++) {
            List<Integer> share = partitionsOfTrainer.get(i % partitionsOfTrainer.size());
            partitionOfRun.put(runIds.get(i), share.get(i / partitionsOfTrainer.size() % share.size()));
        }
        return partitionOfRun;
    }
}
