package io.augmenta.zoo.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of this process that lies in RAM, the engine's included, which the Java heap's figures leave out. Known on
 * Linux only. Thread-safe.
 */
public final class ResidentMemory {

    private static final String NOW = "VmRSS";
    private static final String PEAK = "VmHWM";
    private static final long BYTES_PER_KIBIBYTE = 1024;

    private final Path status;

    /** Reads a process's status as Linux writes it, see {@code proc_pid_status(5)}. */
    ResidentMemory(Path status) {
        this.status = status;
    }

    /** That of this process. */
    public static ResidentMemory ofThisProcess() {
        return new ResidentMemory(Path.of("/proc/self/status"));
    }

    /** The bytes now; null where the system does not tell. */
    public @Nullable Long bytes() {
        return read(NOW);
    }

    /** The most bytes so far; null where the system does not tell. */
    public @Nullable Long peakBytes() {
        return read(PEAK);
    }

    private @Nullable Long read(String field) {
        try {
            return Files.exists(status) ? find(field, Files.readAllLines(status)) : null;
        } catch (IOException e) {
            // a figure to look at, which a run must not end for
            return null;
        }
    }

    private static @Nullable Long find(String field, List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches(field + ":\\s+\\d+ kB"))
                .findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIBIBYTE)
                .orElse(null);
    }
}
