package io.augmenta.ingest.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is, of all processes of this service: theirs that a consumer group has given the topic's one partition. Nothing is
 * read. One that dies is out of the group within {@value #SESSION_MILLIS} ms, and another one takes over.
 */
final class KafkaDuty implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDuty.class);
    private static final String GROUP = "augmenta-ingest-watches";
    private static final int SESSION_MILLIS = 10_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RECONNECT_AFTER_MILLIS = 2_000;
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(2);

    private final Map<String, Object> properties;
    private final String topic;
    private final Thread member;
    private volatile @Nullable KafkaConsumer<?, ?> connected;
    private volatile boolean mine;
    private volatile boolean closed;

    KafkaDuty(Map<String, Object> clientProperties, String topic) {
        Map<String, Object> own = new HashMap<>(clientProperties);
        own.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        own.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 4);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        this.properties = Map.copyOf(own);
        this.topic = topic;
        this.member = new Thread(this::take, "watch-duty");
        member.setDaemon(true);
    }

    void start() {
        member.start();
    }

    boolean mine() {
        return mine;
    }

    private void take() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                connected = consumer;
                consumer.subscribe(List.of(topic), new Turns(consumer));
                while (!closed) {
                    consumer.poll(POLL);
                }
            } catch (KafkaException e) {
                if (!closed) {
                    LOG.warn("event=watch_duty_lost kind={}", e.getClass().getSimpleName());
                    pause();
                }
            } finally {
                connected = null;
                mine = false;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT_AFTER_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        mine = false;
        KafkaConsumer<?, ?> consumer = connected;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (member.isAlive()) {
            try {
                member.join(CLOSE_AT_MOST.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Hears who has the partition. */
    private final class Turns implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Turns(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            if (!partitions.isEmpty()) {
                mine = true;
                LOG.info("event=watch_duty acts=true");
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                mine = false;
                LOG.info("event=watch_duty acts=false");
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }
    }
}
