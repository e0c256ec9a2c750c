package io.augmenta.benchmarks.serving;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.TopicProvisioner;
import io.augmenta.kafka.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Drives the generator service and the {@link PlainServer} in turn with wrk: the same ONNX file, threads, requests and clients.
 * Then the service alone: one request for 100,000 images, and how long it takes to be ready.
 *
 * <p>Prints {@code http}, server, images of a request, clients and wrk's figures; {@code long}, images received, resident
 * memory in MiB; {@code took}, seconds; {@code start}, seconds to ready; tabs between.
 */
public final class OverHttp {

    private static final int[] IMAGES = {1, 64};
    private static final int[] CLIENTS = {1, 8, 64};
    private static final int LONG_IMAGES = 100_000;
    private static final int STARTS = 5;
    /** Until the JVM has compiled what is used most; with one client it is used least. */
    private static final int WARM_UP_SECONDS = 20;

    /** As containers/service.Dockerfile starts a service. */
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages");

    /** As well; these threads are Quarkus's. */
    private static final List<String> WAITING_THREADS =
            List.of("-Djboss.threads.eqe.park-spins=2000", "-Djboss.threads.eqe.park-yields=2000");

    private final Path folder;
    private final CheckpointPublished checkpoint;
    private final Path script;
    private final Path jar;
    private final int threads;
    private int seed;

    private OverHttp(Path folder, Path root, int threads) throws IOException {
        this.folder = folder;
        this.checkpoint = ServedCheckpoint.in(folder);
        this.script = root.resolve("benchmarks/wrk/generate.lua");
        this.jar = root.resolve("generator-service/target/quarkus-app/quarkus-run.jar");
        this.threads = threads;
    }

    /**
     * Times all rows.
     *
     * @param arguments folder of the checkpoint, the project's root, threads of ONNX Runtime, threads of the plain server,
     *     rounds, seconds of each measurement
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        OverHttp benchmark = new OverHttp(folder, Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Files.createTempDirectory("serving"))) {
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            new TopicProvisioner(client).ensure(List.of(Topics.CHECKPOINTS));
            try (EventPublisher publisher = new EventPublisher(client, "/augmenta/benchmark")) {
                publisher.publish(Topics.CHECKPOINTS, benchmark.checkpoint).join();
            }
            benchmark.run(
                    kafka.bootstrapServers(),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]),
                    Integer.parseInt(arguments[5]));
        }
    }

    private void run(String brokers, int plainThreads, int rounds, int seconds) throws Exception {
        int ours = freePort();
        int plain = freePort();
        try (ServerProcess augmenta = startAugmenta(brokers, ours);
                ServerProcess peer = startPlain(plain, plainThreads)) {
            System.out.printf(Locale.ROOT, "start of the plain one\t%.2f%n", peer.secondsToReady());
            for (int count : IMAGES) {
                for (int clients : CLIENTS) {
                    load("warm-up", ours, count, clients, WARM_UP_SECONDS);
                    augmenta.awaitIdle();
                    load("warm-up", plain, count, clients, WARM_UP_SECONDS);
                    peer.awaitIdle();
                    for (int round = 0; round < rounds; round++) {
                        load("augmenta", ours, count, clients, seconds);
                        augmenta.awaitIdle();
                        load("plain", plain, count, clients, seconds);
                        peer.awaitIdle();
                    }
                }
            }
            longRequest(augmenta, ours);
        }
        for (int start = 0; start < STARTS; start++) {
            try (ServerProcess augmenta = startAugmenta(brokers, freePort())) {
                System.out.printf(Locale.ROOT, "start\t%.2f%n", augmenta.secondsToReady());
            }
        }
    }

    private ServerProcess startAugmenta(String brokers, int port) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(JVM);
        options.addAll(WAITING_THREADS);
        Collections.addAll(
                options,
                "-Dai.djl.offline=true",
                "-Dkafka.bootstrap.servers=" + brokers,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Daugmenta.artifacts.folder=" + ServedCheckpoint.artifactsFolder(folder),
                "-Daugmenta.generator.inference.threads=" + threads,
                "-jar",
                jar.toString());
        return ServerProcess.start(
                options, URI.create("http://127.0.0.1:" + port + "/q/health/ready"), folder.resolve("augmenta.log"));
    }

    private ServerProcess startPlain(int port, int plainThreads) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(JVM);
        Collections.addAll(
                options,
                "-cp",
                System.getProperty("java.class.path"),
                PlainServer.class.getName(),
                folder.toString(),
                Integer.toString(threads),
                Integer.toString(port),
                Integer.toString(plainThreads));
        return ServerProcess.start(
                options, URI.create("http://127.0.0.1:" + port + path(1) + "&seed=1"), folder.resolve("plain.log"));
    }

    private String path(int count) {
        return "/v1/generate?checkpoint=" + checkpoint.checkpointId() + "&class="
                + checkpoint.classes().get(0) + "&count=" + count + "&format=zip";
    }

    private void load(String server, int port, int count, int clients, int seconds)
            throws IOException, InterruptedException {
        seed += 1_000_000;
        List<String> command = List.of(
                "wrk",
                "-t1",
                "-c" + clients,
                "-d" + seconds + "s",
                "--timeout",
                "60s",
                "-s",
                script.toString(),
                "http://127.0.0.1:" + port,
                "--",
                path(count),
                Integer.toString(seed));
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said;
        try (var reader = wrk.inputReader()) {
            said = reader.lines().toList();
        }
        String figures = said.stream()
                .filter(line -> line.startsWith("wrk\t"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk failed: " + String.join("\n", said)));
        wrk.waitFor();
        System.out.println("http\t" + server + "\t" + count + "\t" + clients + figures.substring("wrk".length()));
    }

    /** How many images have come is told by the array's size, so that nothing has to be decoded here. */
    private void longRequest(ServerProcess augmenta, int port) throws IOException, InterruptedException {
        URI address = URI.create(
                "http://127.0.0.1:" + port + path(LONG_IMAGES).replace("format=zip", "format=npy") + "&seed=7");
        long imageBytes = (long) checkpoint.channels() * checkpoint.height() * checkpoint.width();
        long started = System.nanoTime();
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
        long received = 0;
        List<Long> marks = new ArrayList<>(List.of(1L, 10_000L, 50_000L, 99_000L));
        byte[] buffer = new byte[1 << 16];
        try (InputStream body = answer.body()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                received += read;
                while (!marks.isEmpty() && received / imageBytes >= marks.get(0)) {
                    System.out.printf(Locale.ROOT, "long\t%d\t%d%n", marks.remove(0), augmenta.residentMebibytes());
                }
            }
        }
        if (received < LONG_IMAGES * imageBytes) {
            throw new IllegalStateException("expected " + LONG_IMAGES * imageBytes + " bytes, got " + received);
        }
        System.out.printf(Locale.ROOT, "took\t%.1f%n", (System.nanoTime() - started) / 1e9);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
