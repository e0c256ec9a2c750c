package io.augmenta.quickstart.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged {@code augmenta} command in a process of its own, without the start script around it. */
final class CommandProcess implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofSeconds(90);
    private static final Pattern ADDRESS = Pattern.compile("REST\\s+(http://\\S+)/v1");

    private final Process process;
    private final Path output;

    private CommandProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static CommandProcess start(Path workingFolder, String... arguments) throws IOException {
        return start(workingFolder, Map.of(), arguments);
    }

    /**
     * Starts a command in that folder.
     *
     * @param environment further variables of its environment
     */
    static CommandProcess start(Path workingFolder, Map<String, String> environment, String... arguments)
            throws IOException {
        Path jar = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        Path temporary = Files.createDirectories(workingFolder.resolve("tmp"));
        Path output = Files.createTempFile(workingFolder, "output", ".txt");
        List<String> command = new ArrayList<>(withInterrupts());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // a process that lives for seconds has no use for the second compiler, and two cores have other things to do
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dai.djl.offline=true"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        return new CommandProcess(builder.start(), output);
    }

    /**
     * What goes before a command so that it heeds interrupts as at a terminal. A shell has what it starts in the background
     * ignore them, and processes inherit that, these tests' own among them.
     */
    private static List<String> withInterrupts() throws IOException {
        List<String> prefix = List.of("env", "--default-signal=INT");
        List<String> trial = new ArrayList<>(prefix);
        trial.add("true");
        try {
            boolean known = new ProcessBuilder(trial).start().waitFor() == 0;
            return known ? prefix : List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** All that it has said so far on both streams. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its services are, once it has said so. */
    private Optional<URI> address() {
        Matcher matcher = ADDRESS.matcher(output());
        return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }

    /** Waits until it says where its services are; fails with what it said instead if it ends before. */
    URI awaitAddress() {
        Awaitility.await().atMost(UP_WITHIN).until(() -> ended() || address().isPresent());
        return address().orElseThrow(() -> new AssertionError(output()));
    }

    boolean ended() {
        return !process.isAlive();
    }

    /** What a terminal does on Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    int awaitEnd(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + atMost + ":\n" + output());
        }
        return process.exitValue();
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
}
