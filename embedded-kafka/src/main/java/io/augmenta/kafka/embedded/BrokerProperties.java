package io.augmenta.kafka.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** This module's choices of broker properties, for one node that shares its JVM and its cores with others. */
final class BrokerProperties {

    static final int NODE_ID = 1;

    private BrokerProperties() {}

    static Map<String, String> of(BrokerSettings settings, Path kafkaFiles, LoopbackListeners listeners) {
        Map<String, String> properties = ofAnyNode(settings);
        node(properties, kafkaFiles, listeners);
        return properties;
    }

    /** Without those that hold the node together. */
    static Map<String, String> ofAnyNode(BrokerSettings settings) {
        Map<String, String> properties = new HashMap<>();
        singleReplicas(properties);
        small(properties);
        keepingData(properties);
        properties.put("message.max.bytes", Integer.toString(settings.maxMessageBytes()));
        properties.put("replica.fetch.max.bytes", Integer.toString(settings.maxMessageBytes()));
        properties.putAll(settings.extraProperties());
        return properties;
    }

    private static void node(Map<String, String> properties, Path kafkaFiles, LoopbackListeners listeners) {
        String clients = LoopbackListeners.CLIENTS + "://" + LoopbackListeners.HOST + ":" + listeners.clientsPort();
        String controllerAddress =
                LoopbackListeners.HOST + ":" + listeners.controllerAddress().getPort();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("log.dirs", kafkaFiles.toString());
        properties.put("listeners", clients + "," + LoopbackListeners.CONTROLLER + "://" + controllerAddress);
        properties.put("advertised.listeners", clients);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", LoopbackListeners.CLIENTS);
        properties.put("controller.listener.names", LoopbackListeners.CONTROLLER);
        properties.put("controller.quorum.voters", NODE_ID + "@" + controllerAddress);
    }

    private static void singleReplicas(Map<String, String> properties) {
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".num.partitions", "1");
            properties.put(topic + ".replication.factor", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        // there is nobody to wait for, and every second of waiting is a second of somebody's test
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("server.max.startup.time.ms", "60000");
    }

    private static void small(Map<String, String> properties) {
        // 128 MiB by default, taken at once; 2 MiB is enough for the keys of our compacted topics
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "2");
        // index files are allocated at full size; on file systems without sparse files that is real space
        properties.put("log.segment.bytes", Integer.toString(128 * 1024 * 1024));
        properties.put("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        // no JMX: two brokers in one JVM would fight over the names
        properties.put("metric.reporters", "");
    }

    private static void keepingData(Map<String, String> properties) {
        properties.put("num.partitions", "3");
        properties.put("log.retention.ms", "-1");
    }
}
