package io.augmenta.quickstart.platform;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A further trainer: this application in another process, where it does nothing but train. It leaves when this process
 * does, also when this one is killed. Whoever started it closes it.
 */
public final class TrainerProcess implements AutoCloseable {

    /** What a trainer says on its standard output when it takes requests. */
    public static final String READY = "trainer is ready";

    private static final long READY_WITHIN_SECONDS = 120;
    /** Longer than a trainer takes to write a checkpoint on leaving. */
    private static final long LEAVES_WITHIN_SECONDS = 60;

    private final Process process;
    private final Path logFile;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private TrainerProcess(Process process, Path logFile) {
        this.process = process;
        this.logFile = logFile;
    }

    /**
     * Starts one and returns at once; see {@link #awaitReady}.
     *
     * @param bootstrapServers {@code HOST:PORT} of the broker
     * @param work shared with it: artifacts, and its log
     * @param number tells its log from others
     * @param trainers how many trainers share the cores of this machine
     * @param device where it trains; null for what its configuration says
     * @throws PlatformException if the process cannot be started
     */
    public static TrainerProcess start(
            String bootstrapServers, WorkFolder work, int number, int trainers, @Nullable DeviceChoice device)
            throws PlatformException {
        Path logFile = work.root().resolve("trainer-" + number + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-Daugmenta.columns"))
                .forEach(command::add);
        command.addAll(List.of("-jar", applicationJar()));
        command.addAll(List.of(
                "trainer", "--kafka", bootstrapServers, "--work", work.root().toString()));
        command.addAll(List.of("--log", logFile.toString(), "--trainers", Integer.toString(trainers)));
        if (device != null) {
            command.addAll(List.of("--device", device.toString()));
        }
        command.add("--leave-at-end-of-input");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(work.root()
                            .resolve("trainer-" + number + "-console.log")
                            .toFile()))
                    .start();
            TrainerProcess trainer = new TrainerProcess(process, logFile);
            Thread reader = new Thread(trainer::readOutput, "output-of-trainer-" + number);
            reader.setDaemon(true);
            reader.start();
            return trainer;
        } catch (IOException e) {
            throw new PlatformException("trainer " + number + " did not start: " + e, e);
        }
    }

    /** As Quarkus's runner is started, its jar is the whole class path. */
    private static String applicationJar() throws PlatformException {
        String classPath = System.getProperty("java.class.path");
        if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
            throw new PlatformException(
                    "further trainers can only be started by the packaged application, which is one jar; the class path"
                            + " is " + classPath,
                    null);
        }
        return Path.of(classPath).toAbsolutePath().toString();
    }

    /**
     * Waits until it takes requests.
     *
     * @throws PlatformException if it ends before, or takes too long
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void awaitReady() throws PlatformException, InterruptedException {
        try {
            ready.get(READY_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new PlatformException("a trainer ended before it was ready; see " + logFile, e.getCause());
        } catch (TimeoutException e) {
            throw new PlatformException(
                    "a trainer was not ready within " + READY_WITHIN_SECONDS + " s; see " + logFile, e);
        }
    }

    /** The system's number of the process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it is still there. */
    public boolean alive() {
        return process.isAlive();
    }

    private void readOutput() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(READY)) {
                    ready.complete(null);
                }
            }
            ready.completeExceptionally(new IOException("its output ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** Asks it to leave, which makes a run in progress write a checkpoint, and waits for it; kills it after a minute. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(LEAVES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
