package io.augmenta.trainer.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client that reads server-sent events as they are on the wire. */
final class EventStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** An event as it was sent. */
    record Event(@Nullable String id, String name, JsonNode data) {}

    private final InputStream body;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private EventStream(InputStream body) {
        this.body = body;
        Thread reader = new Thread(this::read, "event-stream");
        reader.setDaemon(true);
        reader.start();
    }

    static EventStream open(URI uri) throws IOException, InterruptedException {
        return open(uri, null);
    }

    static EventStream open(URI uri, @Nullable String lastEventId) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = get(uri, lastEventId);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(uri + " answered " + response.statusCode());
        }
        return new EventStream(response.body());
    }

    static HttpResponse<InputStream> get(URI uri, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private void read() {
        Map<String, String> fields = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (colon == 0) {
                    comments.add(line.substring(1).trim());
                } else if (colon > 0) {
                    fields.merge(
                            line.substring(0, colon), line.substring(colon + 1).trim(), String::concat);
                } else if (fields.containsKey("data")) {
                    events.add(new Event(
                            fields.get("id"),
                            fields.getOrDefault("event", "message"),
                            JSON.readTree(fields.get("data"))));
                    fields.clear();
                }
            }
        } catch (IOException e) {
            // the test has closed the stream, or the service has gone
        }
        ended = true;
    }

    List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    List<String> comments() {
        return comments;
    }

    Event awaitFirst(String name) {
        await(name).atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> !events(name)
                .isEmpty());
        return events(name).get(0);
    }

    /** Waits until the service has ended the stream; returns what it said last. */
    Event awaitEnd() {
        await("end of the stream")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> ended);
        return events.get(events.size() - 1);
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
