package io.augmenta.ingest;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.ingest.reading.RejectedFile;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;

/** A log in memory, which can be made slow to answer, or to refuse. */
public final class RememberedLog implements DatasetLog {
    public final List<ImageBatch> batches = new CopyOnWriteArrayList<>();
    public final List<RejectedFile> deadLetters = new CopyOnWriteArrayList<>();
    public final List<DatasetVersion> versions = new CopyOnWriteArrayList<>();
    /** The trace of everything that was published, in its order. */
    public final List<String> traces = new CopyOnWriteArrayList<>();

    private final List<CompletableFuture<PublishedAt>> withheld = new ArrayList<>();
    private boolean withholding;
    private boolean refusing;

    synchronized void withhold() {
        withholding = true;
    }

    synchronized void refuse() {
        refusing = true;
    }

    /** Records that were sent and not acknowledged. */
    synchronized int unacknowledged() {
        return withheld.size();
    }

    synchronized void acknowledge() {
        withholding = false;
        for (int i = 0; i < withheld.size(); i++) {
            withheld.get(i).complete(place(i));
        }
        withheld.clear();
    }

    private static PublishedAt place(int offset) {
        return new PublishedAt(Topics.IMAGE_BATCHES.name(), 0, offset);
    }

    @Override
    public synchronized CompletableFuture<PublishedAt> publish(ImageBatch batch) {
        if (refusing) {
            return CompletableFuture.failedFuture(new TimeoutException("the broker is gone"));
        }
        traces.add(Span.current().getSpanContext().getTraceId());
        batches.add(batch);
        if (withholding) {
            CompletableFuture<PublishedAt> place = new CompletableFuture<>();
            withheld.add(place);
            return place;
        }
        return CompletableFuture.completedFuture(place(batches.size() - 1));
    }

    @Override
    public CompletableFuture<PublishedAt> reject(String ingestId, String dataset, RejectedFile file) {
        deadLetters.add(file);
        return CompletableFuture.completedFuture(place(deadLetters.size() - 1));
    }

    @Override
    public void seal(DatasetVersion version) {
        traces.add(Span.current().getSpanContext().getTraceId());
        versions.add(version);
    }

    @Override
    public Optional<DatasetVersion> find(String dataset, String version) {
        return versions.stream()
                .filter(known -> known.key().equals(DatasetVersion.key(dataset, version)))
                .findFirst();
    }

    @Override
    public Optional<DatasetVersion> latest(String dataset, SplitRule rule, long seed) {
        return versions.stream()
                .filter(version ->
                        version.name().equals(dataset) && version.splitRule() == rule && version.seed() == seed)
                .reduce((earlier, later) -> later);
    }

    @Override
    public void read(DatasetVersion version, Consumer<LabelledImage> sink) {
        batches.stream()
                .filter(batch -> batch.ingestId().equals(version.ingestId()))
                .forEach(batch -> batch.images().forEach(sink));
    }
}
