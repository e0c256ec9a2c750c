package io.augmenta.kafka.embedded.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;

class EmbeddedKafkaResourceTest {

    @Test
    void theResourceServesWithTheAskedForPropertiesAndLeavesNothingBehind() throws Exception {
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
