package io.augmenta.kafka.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an {@link EmbeddedKafka} needs to know before it starts. Immutable.
 *
 * @param folder where the broker keeps its data; created when missing; one broker at a time may use it
 * @param port port for clients on 127.0.0.1, or 0 for a free one
 * @param maxMessageBytes the largest record batch that the broker takes, in bytes
 * @param extraProperties further broker properties, by Kafka's names; these win over this module's choices, except for
 *     the properties in {@link #RESERVED}
 */
public record BrokerSettings(Path folder, int port, int maxMessageBytes, Map<String, String> extraProperties) {

    /** 8 MiB: a batch of images fits, and anything larger should travel by reference. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    /** Properties that hold the node together and cannot be overridden. */
    public static final Set<String> RESERVED = Set.of(
            "process.roles",
            "node.id",
            "log.dir",
            "log.dirs",
            "metadata.log.dir",
            "listeners",
            "advertised.listeners",
            "listener.security.protocol.map",
            "inter.broker.listener.name",
            "controller.listener.names",
            "controller.quorum.voters",
            "controller.quorum.bootstrap.servers");

    /** @throws IllegalArgumentException on a port or size out of range, or a reserved property */
    public BrokerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 (any free one) to 65535, but is " + port);
        }
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("maxMessageBytes must be positive, but is " + maxMessageBytes);
        }
        Set<String> refused = new TreeSet<>(extraProperties.keySet());
        refused.retainAll(RESERVED);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("properties " + refused + " are set by the embedded broker itself");
        }
        extraProperties = Map.copyOf(extraProperties);
    }

    /** {@return all broker properties that these settings lead to, for a broker elsewhere, without those in {@link #RESERVED}} */
    public Map<String, String> properties() {
        return BrokerProperties.ofAnyNode(this);
    }

    /** A broker in {@code folder} on a free port, with this module's defaults. */
    public static BrokerSettings in(Path folder) {
        return new BrokerSettings(folder, 0, DEFAULT_MAX_MESSAGE_BYTES, Map.of());
    }

    /** The same on a given port (0 for a free one). */
    public BrokerSettings withPort(int newPort) {
        return new BrokerSettings(folder, newPort, maxMessageBytes, extraProperties);
    }

    /** The same with another limit for record batches. */
    public BrokerSettings withMaxMessageBytes(int newMaxMessageBytes) {
        return new BrokerSettings(folder, port, newMaxMessageBytes, extraProperties);
    }

    /** The same with one more broker property. */
    public BrokerSettings withProperty(String name, String value) {
        Map<String, String> properties = new HashMap<>(extraProperties);
        properties.put(name, value);
        return new BrokerSettings(folder, port, maxMessageBytes, properties);
    }
}
