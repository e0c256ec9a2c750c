package io.augmenta.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * {@code augmenta_process_resident_bytes}: all memory of the process that lies in RAM, that of PyTorch and ONNX Runtime
 * included, which Java's own meters ({@code jvm_memory_*}) do not see. Only on Linux, which tells it.
 */
@ApplicationScoped
class MemoryMeters {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    void begin(@Observes StartupEvent started, MeterRegistry registry) {
        if (residentBytes().isPresent()) {
            Gauge.builder("augmenta.process.resident.bytes", () -> residentBytes()
                            .orElse(0))
                    .description("Memory of the process that lies in RAM, heap and native")
                    .register(registry);
        }
    }

    static OptionalLong residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(MemoryMeters::bytes)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    /** Of a line such as {@code VmRSS:     1234 kB}. */
    private static long bytes(String line) {
        return Long.parseLong(
                        line.substring(RESIDENT.length()).replace("kB", "").strip())
                * 1024;
    }
}
