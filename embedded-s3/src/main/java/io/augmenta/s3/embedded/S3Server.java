package io.augmenta.s3.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that speaks S3 (Adobe S3Mock), as a process of its own that takes any credentials. A module that uses it in its tests
 * has the build put the server's program into {@code target/s3mock.jar}, see the execution {@code s3-server-of-tests} of the
 * parent POM. Whoever started it closes it.
 */
public final class S3Server implements AutoCloseable {
    private static final Path PROGRAM = Path.of("target", "s3mock.jar");
    private static final Duration UP_WITHIN = Duration.ofMinutes(2);
    private static final Duration DOWN_WITHIN = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final URI endpoint;

    private S3Server(Process process, Path log, URI endpoint) {
        this.process = process;
        this.log = log;
        this.endpoint = endpoint;
    }

    /**
     * Starts a server that keeps its objects in that folder and waits until it answers.
     *
     * @param folder an existing folder, which the caller deletes
     * @throws IOException if it does not start
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static S3Server start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path log = folder.resolve("s3mock.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toString(),
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
        long deadline = System.nanoTime() + UP_WITHIN.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                http.send(HttpRequest.newBuilder(endpoint).build(), BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        process.destroyForcibly();
        throw new IOException("the S3 server did not start; it says: " + Files.readString(log));
    }

    /** Its address; buckets stand in the path. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Makes an empty bucket.
     *
     * @throws IOException if it cannot be made
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void createBucket(String bucket) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/" + bucket))
                .PUT(BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("bucket " + bucket + " was to be made; the server answers " + answer.statusCode()
                    + " " + answer.body());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(DOWN_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }
}
