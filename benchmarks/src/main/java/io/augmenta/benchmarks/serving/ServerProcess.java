package io.augmenta.benchmarks.serving;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, on a port of this machine. */
final class ServerProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_MILLIS = 10;
    private static final long IDLE_LOOK_MILLIS = 300;

    private final Process process;
    private final double secondsToReady;

    private ServerProcess(Process process, double secondsToReady) {
        this.process = process;
        this.secondsToReady = secondsToReady;
    }

    /**
     * Starts one and waits until a GET of an address is answered with 200.
     *
     * @param options options of the JVM, then what it runs with its arguments
     * @param ready what answers once it is ready
     * @param log takes what the process says
     */
    static ServerProcess start(List<String> options, URI ready, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        HttpClient client = HttpClient.newHttpClient();
        while (!answers(client, ready)) {
            if (!process.isAlive() || System.nanoTime() - started > READY_WITHIN.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("the server does not get ready; it said:\n" + Files.readString(log));
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return new ServerProcess(process, (System.nanoTime() - started) / 1e9);
    }

    private static boolean answers(HttpClient client, URI address) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Waits until the server does nothing any more: whoever stops asking leaves requests behind, which a server that does not
     * notice works off, on the cores that the next to be timed needs.
     */
    void awaitIdle() throws InterruptedException {
        Duration before = processorTime();
        while (true) {
            Thread.sleep(IDLE_LOOK_MILLIS);
            Duration now = processorTime();
            if (now.minus(before).toMillis() <= IDLE_LOOK_MILLIS / 10) {
                return;
            }
            before = now;
        }
    }

    private Duration processorTime() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("the kernel tells nothing of process " + process.pid()));
    }

    /** From the start of the process to the first answer. */
    double secondsToReady() {
        return secondsToReady;
    }

    /** Resident memory now, in MiB; the kernel's own figure. */
    long residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        throw new IllegalStateException("the kernel tells nothing of process " + process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
