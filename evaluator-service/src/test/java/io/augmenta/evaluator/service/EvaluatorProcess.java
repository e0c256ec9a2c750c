package io.augmenta.evaluator.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The packaged evaluator as a process of its own, with its output in a file. */
final class EvaluatorProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

    private final Process process;

    private EvaluatorProcess(Process process) {
        this.process = process;
    }

    static EvaluatorProcess start(String bootstrapServers, Path artifacts, Path output) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new EvaluatorProcess(new ProcessBuilder(
                        java.toString(),
                        "-Xmx512m",
                        "-Dkafka.bootstrap.servers=" + bootstrapServers,
                        "-Daugmenta.artifacts.folder=" + artifacts,
                        "-Daugmenta.evaluator.threads=1",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start());
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the evaluator had not left " + ENDS_WITHIN + " after SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
