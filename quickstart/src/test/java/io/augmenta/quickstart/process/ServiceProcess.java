package io.augmenta.quickstart.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** One service as its own application, the way it is deployed: {@code java -jar quarkus-run.jar}. */
final class ServiceProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+?:(\\d+))");
    private static final Duration START_WITHIN = Duration.ofMinutes(3);

    private final Process process;
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final List<String> said = new ArrayList<>();
    private final String module;

    private ServiceProcess(String module, Process process) {
        this.module = module;
        this.process = process;
    }

    /** Starts a service from its module's {@code target} folder, with further settings; {@link #awaitReady} before it is asked. */
    static ServiceProcess start(String module, String bootstrapServers, Path work, Map<String, String> settings)
            throws IOException {
        Path jar = Path.of(System.getProperty("augmenta.project.root"), module, "target/quarkus-app/quarkus-run.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: package " + module + " first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // a process that lives for seconds has no use for the second compiler, and two cores have other things to do
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dai.djl.offline=true"));
        command.add("-Dkafka.bootstrap.servers=" + bootstrapServers);
        command.add("-Dquarkus.http.port=0");
        command.add("-Daugmenta.artifacts.folder=" + work.resolve("artifacts"));
        command.add("-Daugmenta.ingest.allowed-roots=" + work);
        command.add("-Daugmenta.trainer.threads=1");
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        ServiceProcess service = new ServiceProcess(module, builder.start());
        Thread reader = new Thread(service::readOutput, "output-of-" + module);
        reader.setDaemon(true);
        reader.start();
        return service;
    }

    URI address() {
        return address.join();
    }

    /** What a GET of a path answers; an error status is a failure. */
    String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IllegalStateException(path + " of " + module + " answers " + response.statusCode() + ": "
                        + response.body() + "\n" + tail());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL: no chance to take leave. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM: what a platform sends to a process that it wants to end. */
    void askToEnd() {
        process.destroy();
    }

    /** Whether the process ended in time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends several, at the same time. */
    static void closeAll(Collection<ServiceProcess> services) {
        services.forEach(ServiceProcess::askToEnd);
        services.forEach(ServiceProcess::close);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(30, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /** All that it said so far. */
    List<String> lines() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    String tail() {
        synchronized (said) {
            return module + " said:\n" + String.join("\n", said.subList(Math.max(0, said.size() - 40), said.size()));
        }
    }

    /** Waits until the service says that it is ready; fails if it ends before. */
    void awaitReady() throws Exception {
        CompletableFuture<Object> first = CompletableFuture.anyOf(address, process.onExit());
        if (!(first.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS) instanceof URI)) {
            throw new IllegalStateException(module + " ended at once; " + tail());
        }
        Awaitility.await(module + " is ready")
                .atMost(START_WITHIN)
                .ignoreExceptions()
                .until(() -> get("/q/health/ready").contains("UP"));
    }

    private void readOutput() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                }
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    address.complete(URI.create("http://127.0.0.1:" + listening.group(2)));
                }
            }
        } catch (IOException e) {
            synchronized (said) {
                said.add("output ended: " + e);
            }
        }
    }
}
