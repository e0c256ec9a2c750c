package io.augmenta.trainer.service;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged trainer as a process of its own, with its output in a file. */
final class TrainerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final Process process;
    private final Path output;
    private final int outputBefore;

    private TrainerProcess(Process process, Path output, int outputBefore) {
        this.process = process;
        this.output = output;
        this.outputBefore = outputBefore;
    }

    static TrainerProcess start(String bootstrapServers, Path artifacts, Path output, String... options)
            throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        int outputBefore = Files.exists(output) ? Files.readString(output).length() : 0;
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx512m",
                // a process that lives for seconds has no use for the second compiler
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dkafka.bootstrap.servers=" + bootstrapServers,
                "-Daugmenta.artifacts.folder=" + artifacts,
                "-Daugmenta.trainer.threads=1",
                "-Dquarkus.http.port=0"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return new TrainerProcess(process, output, outputBefore);
    }

    /** Where its training runs are, once it listens. */
    URI runs() {
        String port = await("a trainer that listens")
                .atMost(LISTENS_WITHIN)
                .until(
                        () -> LISTENING
                                .matcher(Files.readString(output).substring(outputBefore))
                                .results()
                                .map(line -> line.group(1))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
        return URI.create("http://localhost:" + port + "/v1/training-runs/");
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the trainer had not left " + ENDS_WITHIN + " after SIGTERM");
        }
        return process.exitValue();
    }

    /** Waits until it has ended by itself; returns the exit status. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the trainer was still there after " + ENDS_WITHIN);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
