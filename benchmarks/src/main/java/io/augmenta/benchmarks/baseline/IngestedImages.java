package io.augmenta.benchmarks.baseline;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.ingest.DatasetLog;
import io.augmenta.ingest.IngestObserver;
import io.augmenta.ingest.IngestState;
import io.augmenta.ingest.reading.RejectedFile;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an ingest publishes, kept in memory instead of in Kafka. Written by one thread, then read by another. */
final class IngestedImages implements DatasetLog, IngestObserver {

    private final List<LabelledImage> images = new ArrayList<>();
    private @Nullable DatasetVersion version;

    @Override
    public synchronized CompletableFuture<PublishedAt> publish(ImageBatch batch) {
        images.addAll(batch.images());
        return CompletableFuture.completedFuture(new PublishedAt("memory", 0, images.size()));
    }

    @Override
    public CompletableFuture<PublishedAt> reject(String ingestId, String dataset, RejectedFile file) {
        return CompletableFuture.completedFuture(new PublishedAt("memory", 1, 0));
    }

    @Override
    public synchronized void seal(DatasetVersion sealed) {
        images.sort(Comparator.comparing(LabelledImage::id));
        version = sealed;
    }

    @Override
    public Optional<DatasetVersion> find(String dataset, String wanted) {
        return Optional.empty();
    }

    @Override
    public Optional<DatasetVersion> latest(String dataset, SplitRule rule, long seed) {
        return Optional.empty();
    }

    @Override
    public void read(DatasetVersion wanted, Consumer<LabelledImage> sink) {
        throw new UnsupportedOperationException("there is no earlier version");
    }

    @Override
    public void fileRead(long fileBytes) {}

    @Override
    public void fileRejected(String reason) {
        System.err.println("a file is left out: " + reason);
    }

    @Override
    public void filesLeftOut(long duplicates, long conflicts) {}

    @Override
    public void imagesPublished(int count, long bytes) {}

    @Override
    public void ended(IngestState state, Duration took) {}

    synchronized DatasetVersion version() {
        return Objects.requireNonNull(version, "nothing was sealed");
    }

    synchronized List<LabelledImage> of(Split split) {
        return images.stream().filter(image -> image.split() == split).toList();
    }

    ImageSource source(Split split) {
        List<LabelledImage> chosen = of(split);
        List<String> classes = version().classes();
        return InMemoryImages.of(
                classes,
                version().channels(),
                version().height(),
                version().width(),
                chosen.stream().map(LabelledImage::pixels).map(Bytes::toArray).toList(),
                chosen.stream()
                        .mapToInt(image -> classes.indexOf(image.label()))
                        .toArray());
    }
}
