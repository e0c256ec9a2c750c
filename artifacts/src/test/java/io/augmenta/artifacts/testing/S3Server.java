package io.augmenta.artifacts.testing;

import io.augmenta.artifacts.S3Settings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server that speaks S3 (Adobe S3Mock) for tests, as a process of its own. The jar is what {@value #JAR} names, or {@code
 * target/s3mock.jar}, where the build puts it.
 */
public final class S3Server implements AutoCloseable {
    /** System property: the server's program. */
    public static final String JAR = "s3mock.jar";

    private static final Duration UP_WITHIN = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final URI endpoint;

    private S3Server(Process process, Path log, URI endpoint) {
        this.process = process;
        this.log = log;
        this.endpoint = endpoint;
    }

    /** Starts a server that keeps its objects in that folder and waits until it answers. */
    public static S3Server start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path log = folder.resolve("s3mock.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty(JAR, "target" + File.separator + "s3mock.jar"),
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.http-port=" + port,
                        "--com.adobe.testing.s3mock.store.root=" + Files.createDirectories(folder.resolve("objects"))))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        S3Server server = new S3Server(process, log, URI.create("http://127.0.0.1:" + port));
        server.awaitAnswer();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + UP_WITHIN.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                http.send(HttpRequest.newBuilder(endpoint).build(), BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
        }
        process.destroyForcibly();
        throw new IOException("the S3 server of the tests did not start; it says: " + Files.readString(log));
    }

    /** How it is reached. */
    public S3Settings settings() {
        return new S3Settings(
                Optional.of(endpoint), Optional.empty(), true, Optional.of("test"), Optional.of("secret"));
    }

    /** The same as properties of the configuration. */
    public Map<String, String> properties() {
        return Map.of(
                S3Settings.PROPERTIES + "endpoint", endpoint.toString(),
                S3Settings.PROPERTIES + "path-style", "true",
                S3Settings.PROPERTIES + "access-key-id", "test",
                S3Settings.PROPERTIES + "secret-access-key", "secret");
    }

    /** Makes an empty bucket. */
    public void createBucket(String bucket) {
        try (S3Client client = settings().connect()) {
            client.createBucket(request -> request.bucket(bucket));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
