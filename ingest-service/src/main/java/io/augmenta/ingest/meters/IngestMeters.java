package io.augmenta.ingest.meters;

import io.augmenta.ingest.IngestObserver;
import io.augmenta.ingest.IngestState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Counts and times what ingests do, under {@code augmenta_ingest_}. Series are there from the start, so that rates have
 * something to start from.
 */
@Startup
@ApplicationScoped
class IngestMeters implements IngestObserver {
    private static final List<String> REASONS =
            List.of("unknown-format", "too-large", "truncated", "corrupt", "unsupported", "io", "changing");

    private final MeterRegistry registry;
    private final Counter filesRead;
    private final Counter bytesRead;
    private final Counter batches;
    private final Counter images;
    private final Counter imageBytes;
    private final Counter duplicates;
    private final Counter conflicts;

    IngestMeters(MeterRegistry registry) {
        this.registry = registry;
        filesRead = counter("files", "Files that were images");
        bytesRead = counter("file.bytes", "Size of the files that were images");
        batches = counter("batches", "Image batches published");
        images = counter("images", "Images published");
        imageBytes = counter("image.bytes", "Pixels published");
        duplicates = counter("duplicates", "Files left out because their pixels had been seen already");
        conflicts = counter("conflicts", "Files kept out because the same pixels stood under two labels");
        REASONS.forEach(this::rejected);
        timer(IngestState.SEALED);
        timer(IngestState.FAILED);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("augmenta.ingest." + name)
                .description(description)
                .register(registry);
    }

    private Counter rejected(String reason) {
        return Counter.builder("augmenta.ingest.rejected")
                .description("Files that could not be read")
                .tag("reason", reason)
                .register(registry);
    }

    private Timer timer(IngestState state) {
        return Timer.builder("augmenta.ingest.run")
                .description("From the turn of an ingest to its end")
                .tag("outcome", state.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    @Override
    public void fileRead(long fileBytes) {
        filesRead.increment();
        bytesRead.increment((double) fileBytes);
    }

    @Override
    public void fileRejected(String reason) {
        rejected(reason).increment();
    }

    @Override
    public void filesLeftOut(long duplicateFiles, long conflictFiles) {
        duplicates.increment((double) duplicateFiles);
        conflicts.increment((double) conflictFiles);
    }

    @Override
    public void imagesPublished(int count, long bytes) {
        batches.increment();
        images.increment(count);
        imageBytes.increment((double) bytes);
    }

    @Override
    public void ended(IngestState state, Duration took) {
        timer(state).record(took);
    }
}
