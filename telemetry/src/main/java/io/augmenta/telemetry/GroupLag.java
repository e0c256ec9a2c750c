package io.augmenta.telemetry;

import io.augmenta.eventlog.LogClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records the groups of this process's channels have not settled yet: {@code augmenta_consumer_lag_records} by group
 * and topic, the broker's word and so the same in every process of a group. What the clients measure themselves
 * ({@code kafka_consumer_fetch_manager_records_lag}) stands still while a channel is paused, which one is for as long as a
 * training lasts, and counts a record as read that is being worked on.
 */
@ApplicationScoped
class GroupLag {
    private static final Logger LOG = LoggerFactory.getLogger(GroupLag.class);

    private final LogClients clients;
    private final Duration every;
    private final Map<IncomingTopic, Double> lags = new ConcurrentHashMap<>();
    private final List<IncomingTopic> topics;
    private final Thread thread = new Thread(this::follow, "consumer-group-lag");
    private volatile boolean leaving;

    GroupLag(
            LogClients clients,
            MeterRegistry registry,
            Config configuration,
            @ConfigProperty(name = "augmenta.telemetry.lag-every", defaultValue = "10s") Duration every) {
        this.clients = clients;
        this.every = every;
        this.topics = IncomingTopic.of(configuration);
        for (IncomingTopic topic : topics) {
            Gauge.builder("augmenta.consumer.lag.records", lags, known -> known.getOrDefault(topic, Double.NaN))
                    .description("Records of a topic that a consumer group has not settled yet")
                    .tag("group", topic.group())
                    .tag("topic", topic.topic())
                    .register(registry);
        }
    }

    void begin(@Observes StartupEvent started) {
        if (!topics.isEmpty()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    void leave(@Observes ShutdownEvent stopping) {
        leaving = true;
        thread.interrupt();
    }

    private void follow() {
        Map<String, Object> properties = new HashMap<>(clients.properties());
        properties.put(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                "consumer-group-lag-" + ProcessHandle.current().pid());
        try (Admin admin = Admin.create(properties)) {
            while (!leaving) {
                measure(admin);
                Thread.sleep(every.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure(Admin admin) throws InterruptedException {
        for (IncomingTopic topic : topics) {
            try {
                lags.put(topic, lag(admin, topic));
            } catch (ExecutionException | KafkaException e) {
                // what is not known now must not be shown as if it were
                lags.remove(topic);
                if (!leaving) {
                    LOG.warn(
                            "event=lag_unknown group={} topic={} reason=\"{}\"",
                            topic.group(),
                            topic.topic(),
                            e.toString());
                }
            }
        }
    }

    private static double lag(Admin admin, IncomingTopic topic) throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions =
                admin.describeTopics(List.of(topic.topic())).allTopicNames().get().values().stream()
                        .flatMap(found -> found.partitions().stream())
                        .map(partition -> new TopicPartition(topic.topic(), partition.partition()))
                        .toList();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(topic.group())
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> beginnings = offsets(admin, partitions, OffsetSpec.earliest());
        return partitions.stream()
                .mapToLong(partition -> {
                    OffsetAndMetadata done = committed.get(partition);
                    // a group that has settled nothing begins at the beginning
                    long next = done == null ? beginnings.getOrDefault(partition, 0L) : done.offset();
                    return Math.max(0, ends.getOrDefault(partition, 0L) - next);
                })
                .sum();
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
