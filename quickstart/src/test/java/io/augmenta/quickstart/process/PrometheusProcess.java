package io.augmenta.quickstart.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.quickstart.observability.Rules;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Prometheus that asks services every second, with the project's own rules. */
final class PrometheusProcess implements AutoCloseable {
    private final Process process;
    private final URI address;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private PrometheusProcess(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** Starts it, and waits until it answers. */
    static PrometheusProcess start(Path program, Path folder, Map<String, URI> services) throws Exception {
        int port = freePort();
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, configuration(services));
        Path log = folder.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("prometheus-data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PrometheusProcess prometheus = new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port), log);
        Awaitility.await("Prometheus is ready")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> !prometheus.get("/api/v1/status/runtimeinfo").isEmpty());
        return prometheus;
    }

    private static String configuration(Map<String, URI> services) {
        StringBuilder text = new StringBuilder(
                        "global: {scrape_interval: 1s, evaluation_interval: 1s}\nrule_files: [\"")
                .append(Rules.FOLDER.resolve("rules"))
                .append("/*.yml\"]\nscrape_configs:\n  - job_name: augmenta\n    metrics_path: /q/metrics\n")
                .append("    static_configs:\n");
        services.forEach((service, at) -> text.append("      - {targets: [\"")
                .append(at.getAuthority())
                .append("\"], labels: {service: ")
                .append(service)
                .append("}}\n"));
        return text.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** What an expression comes to now. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException(expression + ": " + answer);
        }
        return answer.path("data").path("result");
    }

    /** What Prometheus answers. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
