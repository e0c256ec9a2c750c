package io.augmenta.quickstart.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Sends each run to the partition that was chosen for it; a run of which nothing was said goes where its key leads. */
public final class DealtOut implements Partitioner {

    /** Client property with the partition of each run. */
    static final String PARTITIONS_PROPERTY = "augmenta.partition.of.run";

    private Map<?, ?> partitionOfRun = Map.of();

    /** Made by Kafka's producer. */
    public DealtOut() {}

    @Override
    public void configure(Map<String, ?> properties) {
        if (properties.get(PARTITIONS_PROPERTY) instanceof Map<?, ?> chosen) {
            partitionOfRun = chosen;
        }
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (key != null && partitionOfRun.get(key) instanceof Integer chosen) {
            return chosen;
        }
        byte[] hashed = keyBytes == null ? "".getBytes(UTF_8) : keyBytes;
        return Utils.toPositive(Utils.murmur2(hashed)) % cluster.partitionCountForTopic(topic);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
