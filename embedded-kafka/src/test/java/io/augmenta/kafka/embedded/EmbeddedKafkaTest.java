package io.augmenta.kafka.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    private final Path folder;

    EmbeddedKafkaTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void recordsUpToTheLimitComeBackAsTheyWereSent() throws Exception {
        byte[] large = new byte[BrokerSettings.DEFAULT_MAX_MESSAGE_BYTES - 4096];
        new Random(7).nextBytes(large);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                TopicClient client = new TopicClient(kafka.bootstrapServers())) {
            client.createTopic("pictures");
            client.send("pictures", "small".getBytes(UTF_8));
            client.send("pictures", large);

            List<byte[]> received = client.receive("pictures", 2);

            assertArrayEquals("small".getBytes(UTF_8), received.get(0));
            assertArrayEquals(large, received.get(1));
        }
    }

    @Test
    void aRestartOnTheSameFolderKeepsTopicsAndRecordsOnAnotherPort() throws Exception {
        int firstPort;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                TopicClient client = new TopicClient(kafka.bootstrapServers())) {
            firstPort = portOf(kafka);
            client.createTopic("kept");
            client.send("kept", "before".getBytes(UTF_8));
        }
        // holding the old port shows that nothing of the old address is needed
        try (ServerSocket squatter = listenOn(firstPort);
                EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                TopicClient client = new TopicClient(kafka.bootstrapServers())) {
            assertNotEquals(squatter.getLocalPort(), portOf(kafka));
            client.send("kept", "after".getBytes(UTF_8));

            List<byte[]> received = client.receive("kept", 2);

            assertEquals(List.of("before", "after"), text(received));
        }
    }

    @Test
    void twoBrokersSideBySideKnowNothingOfOneAnother() throws Exception {
        try (EmbeddedKafka right = EmbeddedKafka.start(folder.resolve("right"));
                TopicClient rightClient = new TopicClient(right.bootstrapServers())) {
            try (EmbeddedKafka left = EmbeddedKafka.start(folder.resolve("left"));
                    TopicClient leftClient = new TopicClient(left.bootstrapServers())) {
                leftClient.createTopic("only-left");
                leftClient.send("only-left", "x".getBytes(UTF_8));

                assertTrue(leftClient.topics().contains("only-left"));
                assertTrue(rightClient.topics().isEmpty());
            }
            rightClient.createTopic("outlives-left");
            assertTrue(rightClient.topics().contains("outlives-left"));
        }
    }

    @Test
    void acknowledgedRecordsOutliveAKilledProcess() throws Exception {
        Process process = BrokerProcess.start(folder);
        try (TopicClient client = new TopicClient(BrokerProcess.bootstrapServersOf(process))) {
            client.createTopic("survivor");
            client.send("survivor", "acknowledged".getBytes(UTF_8));
            FolderLockedException e = assertThrows(FolderLockedException.class, () -> EmbeddedKafka.start(folder));
            assertSays("in use by another broker", e);
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(BrokerProcess.quickToForget(folder));
                TopicClient client = new TopicClient(kafka.bootstrapServers())) {
            List<byte[]> received = client.receive("survivor", 1);

            assertEquals(List.of("acknowledged"), text(received));
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket squatter = listenOn(0)) {
            BrokerSettings settings = BrokerSettings.in(folder).withPort(squatter.getLocalPort());

            PortTakenException e = assertThrows(PortTakenException.class, () -> EmbeddedKafka.start(settings));

            assertSays("port " + squatter.getLocalPort(), e);
        }
        EmbeddedKafka.start(folder).close();
    }

    @Test
    void aFolderInUseIsRefusedAndItsBrokerGoesOn() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                TopicClient client = new TopicClient(kafka.bootstrapServers())) {
            FolderLockedException e = assertThrows(FolderLockedException.class, () -> EmbeddedKafka.start(folder));

            assertSays(folder.toString(), e);
            client.createTopic("goes-on");
            assertTrue(client.topics().contains("goes-on"));
        }
    }

    @Test
    void aDamagedFolderIsRefusedWithTheReason() throws Exception {
        EmbeddedKafka.start(folder).close();
        Files.writeString(folder.resolve("kafka/meta.properties"), "version=1\nnode.id=many\n");

        FolderUnusableException e = assertThrows(FolderUnusableException.class, () -> EmbeddedKafka.start(folder));

        assertSays("meta.properties", e);
        assertSays("move it away", e);
    }

    @Test
    void dataWithoutItsIdentityIsNotFormattedOver() throws Exception {
        EmbeddedKafka.start(folder).close();
        Files.delete(folder.resolve("kafka/meta.properties"));

        FolderUnusableException e = assertThrows(FolderUnusableException.class, () -> EmbeddedKafka.start(folder));

        assertSays("no meta.properties", e);
    }

    @Test
    void metadataThatCannotBeReadIsRefusedAndDoesNotEndTheProcess() throws Exception {
        EmbeddedKafka.start(folder).close();
        Path metadata = folder.resolve("kafka/__cluster_metadata-0");
        Files.write(metadata.resolve("00000000000000000000.log"), new byte[] {1, 2, 3});
        Files.write(metadata.resolve("00000000000000000001-0000000001.checkpoint"), new byte[] {1, 2, 3});

        FolderUnusableException e = assertThrows(FolderUnusableException.class, () -> EmbeddedKafka.start(folder));

        assertSays("move it away", e);
        EmbeddedKafka.start(folder.resolve("another")).close();
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        FolderUnusableException e = assertThrows(FolderUnusableException.class, () -> EmbeddedKafka.start(file));

        assertSays("cannot be written", e);
    }

    @Test
    void propertiesThatHoldTheNodeTogetherCannotBeOverridden() {
        BrokerSettings settings = BrokerSettings.in(folder);

        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> settings.withProperty("listeners", "PLAINTEXT://0.0.0.0:9092"));

        assertSays("listeners", e);
    }

    private static void assertSays(String expected, Exception e) {
        assertTrue(String.valueOf(e.getMessage()).contains(expected), () -> "says: " + e.getMessage());
    }

    private static List<String> text(List<byte[]> values) {
        return values.stream().map(value -> new String(value, UTF_8)).toList();
    }

    private static int portOf(EmbeddedKafka kafka) {
        String address = kafka.bootstrapServers();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static ServerSocket listenOn(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
