package io.augmenta.kafka.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, so that a test can kill it. */
final class BrokerProcess {

    private static final String READY = "ready ";

    private BrokerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(quickToForget(Path.of(arguments[0])))) {
            System.out.println(READY + kafka.bootstrapServers());
            new CountDownLatch(1).await();
        }
    }

    /** After a kill the next start waits until the controller has given up the last incarnation: 9 s by default. */
    static BrokerSettings quickToForget(Path folder) {
        return BrokerSettings.in(folder).withProperty("broker.session.timeout.ms", "2500");
    }

    static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        // a process that lives for seconds has no use for the second compiler
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits for the process to serve, for a minute at most; fails when it ends first. */
    static String bootstrapServersOf(Process process) throws Exception {
        return CompletableFuture.supplyAsync(() -> readyLineOf(process)).get(1, TimeUnit.MINUTES);
    }

    private static String readyLineOf(Process process) {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return output.lines()
                .filter(line -> line.startsWith(READY))
                .findFirst()
                .map(line -> line.substring(READY.length()))
                .orElseThrow(() -> new IllegalStateException("the broker's process ended before it was ready"));
    }
}
