package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.Topics;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged {@code augmenta serve} as people run it, in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill, which Windows has not")
class ServeIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    private final Path folder;
    private final Commands commands;

    ServeIT(@TempDir Path folder) {
        this.folder = folder;
        this.commands = new Commands(folder);
    }

    @Test
    void whatServeWasGivenIsThereAfterARestart() throws Exception {
        new PhantomSet(3, 12, 32).writeTo(folder.resolve("images"));
        JsonNode before;
        try (CommandProcess serve = commands.start("serve", "--port", "0", "--work", "kept")) {
            before = ingest(serve.awaitAddress());
            serve.interrupt();
            assertEquals(Commands.ENDED_BY_SIGINT, serve.awaitEnd(Duration.ofMinutes(1)), serve::output);
        }

        try (CommandProcess serve = commands.start("serve", "--port", "0", "--work", "kept")) {
            JsonNode after = ingest(serve.awaitAddress());

            assertEquals(before.path("version"), after.path("version"));
            assertEquals(false, before.path("alreadySealed").asBoolean());
            assertEquals(true, after.path("alreadySealed").asBoolean());
        }
    }

    @Test
    void imagesThatArriveInAWatchedFolderBecomeVersionsAlsoAfterARestartThatDoesNotNameIt() throws Exception {
        new PhantomSet(3, 12, 32).writeTo(folder.resolve("arriving"));
        String first;
        try (CommandProcess serve = watching("serve", "--port", "0", "--work", "kept", "--watch", "brains=arriving")) {
            first = awaitSettled(serve.awaitAddress(), 48);
            serve.interrupt();
            assertEquals(Commands.ENDED_BY_SIGINT, serve.awaitEnd(Duration.ofMinutes(1)), serve::output);
        }

        // which begins with the same pictures
        new PhantomSet(3, 18, 32).writeTo(folder.resolve("arriving"));
        try (CommandProcess serve = watching("serve", "--port", "0", "--work", "kept")) {
            assertNotEquals(first, awaitSettled(serve.awaitAddress(), 72));
        }
    }

    /** With a minute's rest made short. */
    private CommandProcess watching(String... arguments) throws IOException {
        return CommandProcess.start(
                folder, Map.of("AUGMENTA_INGEST_WATCH_EVERY", "1s", "AUGMENTA_INGEST_WATCH_QUIET", "2s"), arguments);
    }

    /** Waits until the watched folder with so many files is ingested; the version that came of it. */
    private static String awaitSettled(URI services, int files) {
        JsonNode watch = Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(
                        () -> get(services.resolve("/v1/watches/brains")),
                        found -> found.path("state").asText().equalsIgnoreCase("settled")
                                && found.path("latest").path("files").asInt() == files);
        return watch.path("latest").path("version").asText();
    }

    @Test
    void serveUsesABrokerThatIsThere() throws Exception {
        try (TemporaryKafka kafka = TemporaryKafka.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                CommandProcess serve =
                        commands.start("serve", "--port", "0", "--work", "kept", "--kafka", kafka.bootstrapServers())) {
            serve.awaitAddress();

            Set<String> topics = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            assertTrue(topics.contains(Topics.DATASETS.name()), topics::toString);
            assertTrue(Files.notExists(folder.resolve("kept/kafka")));
        }
    }

    @Test
    void aTakenPortIsToldWithStatusOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                CommandProcess serve = commands.start("serve", "--port", Integer.toString(taken.getLocalPort()))) {
            assertEquals(1, serve.awaitEnd(SOON), serve::output);

            assertTrue(serve.output().contains("the services did not start"), serve::output);
            assertTrue(serve.output().contains(Integer.toString(taken.getLocalPort())), serve::output);
        }
    }

    /** Has the folder ingested and waits for the end. */
    private static JsonNode ingest(URI services) throws Exception {
        HttpRequest order = HttpRequest.newBuilder(services.resolve("/v1/ingests"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"folder\": \"images\"}"))
                .build();
        HttpResponse<String> asked = HttpClient.newHttpClient().send(order, HttpResponse.BodyHandlers.ofString());
        assertEquals(202, asked.statusCode(), asked.body());
        URI ingest = services.resolve(asked.headers().firstValue("Location").orElseThrow());
        return Awaitility.await().atMost(SOON).until(() -> get(ingest), status -> status.path("state")
                .asText()
                .equals("SEALED"));
    }

    private static JsonNode get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body());
    }
}
