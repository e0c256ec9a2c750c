package io.augmenta.kafka.embedded.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaResourceTest {
    private static final String WHERE = "kafka.test";

    private final String asked = System.getProperty(WHERE, "embedded");

    @AfterEach
    void restore() {
        System.setProperty(WHERE, asked);
    }

    @Test
    void theTestsOfAllModulesRunAgainstTheBrokerThatIsAskedForWithTheAskedForProperties() throws Exception {
        EmbeddedKafkaResource resource = new EmbeddedKafkaResource();
        resource.init(Map.of("num.partitions", "5", "message.max.bytes", "123456"));
        Map<String, String> configuration = resource.start();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", configuration.getOrDefault("kafka.bootstrap.servers", "")))) {
            String node = admin.describeCluster()
                    .controller()
                    .get(30, TimeUnit.SECONDS)
                    .idString();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);
            Config properties = admin.describeConfigs(Set.of(broker))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .get(broker);
            assertEquals("5", properties.get("num.partitions").value());
            assertEquals("123456", properties.get("message.max.bytes").value());
        } finally {
            resource.stop();
        }
    }

    @Test
    void aPlaceForTheBrokerThatIsNotKnownIsAMistake() {
        System.setProperty(WHERE, "cloud");
        assertThrows(IllegalStateException.class, TemporaryKafka::start);
    }

    @Test
    void theResourceServesWithTheAskedForPropertiesAndLeavesNothingBehind() throws Exception {
        System.setProperty(WHERE, "embedded");
        Set<Path> before = brokerFolders();
        EmbeddedKafkaResource resource = new EmbeddedKafkaResource();
        resource.init(Map.of("num.partitions", "5"));

        Map<String, String> configuration = resource.start();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", configuration.getOrDefault("kafka.bootstrap.servers", "")))) {
            assertEquals(
                    1, admin.describeCluster().nodes().get(30, TimeUnit.SECONDS).size());
            assertTrue(brokerFolders().size() > before.size());
        } finally {
            resource.stop();
        }

        assertEquals(before, brokerFolders());
    }

    private static Set<Path> brokerFolders() throws IOException {
        try (Stream<Path> children = Files.list(Path.of("target"))) {
            return children.filter(child -> child.getFileName().toString().startsWith("kafka-"))
                    .collect(Collectors.toSet());
        }
    }
}
