package io.augmenta.ingest.meters;

import io.augmenta.ingest.upload.UploadObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts archives that are sent, under {@code augmenta_ingest_upload}. */
@Startup
@ApplicationScoped
class UploadMeters implements UploadObserver {
    private static final List<String> REASONS = List.of(
            "invalid-archive",
            "upload-too-large",
            "no-classes",
            "no-images",
            "single-class",
            "split-not-supplied",
            "queue-full",
            "not-received");

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter bytes;

    UploadMeters(MeterRegistry registry) {
        this.registry = registry;
        accepted = Counter.builder("augmenta.ingest.uploads")
                .description("Archives that were unpacked and are to be ingested")
                .register(registry);
        bytes = Counter.builder("augmenta.ingest.upload.bytes")
                .description("Bytes of archives that were received, of those that were refused too")
                .register(registry);
        REASONS.forEach(this::refused);
    }

    private Counter refused(String reason) {
        return Counter.builder("augmenta.ingest.uploads.refused")
                .description("Archives that were not taken")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    public void accepted(long archiveBytes) {
        accepted.increment();
        bytes.increment((double) archiveBytes);
    }

    @Override
    public void refused(String reason, long archiveBytes) {
        refused(reason).increment();
        bytes.increment((double) archiveBytes);
    }
}
