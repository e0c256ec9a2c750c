package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The log, in memory: the latest checkpoint of each id, all progress, and the batches that are handed to it. */
final class RememberedLog implements DatasetCatalogue, ImageLog, TrainingJournal {
    private final List<DatasetVersion> datasets = new ArrayList<>(List.of(TinyDataset.version(List.of())));
    private final Map<String, CheckpointPublished> checkpoints = new LinkedHashMap<>();
    private final List<ImageBatch> batches = new ArrayList<>(TinyDataset.batches());
    private final List<Consumer<TrainingProgressed>> listeners = new ArrayList<>();
    final List<TrainingProgressed> progress = new ArrayList<>();
    final List<TrainingCancelled> cancellations = new ArrayList<>();
    final List<TrainingRequested> requests = new ArrayList<>();

    void onProgress(Consumer<TrainingProgressed> listener) {
        listeners.add(listener);
    }

    void replaceBatches(List<ImageBatch> others) {
        batches.clear();
        batches.addAll(others);
    }

    void add(DatasetVersion dataset) {
        datasets.add(dataset);
    }

    void forget(String checkpointId) {
        checkpoints.remove(checkpointId);
    }

    List<TrainingStatus> statuses() {
        return progress.stream().map(TrainingProgressed::status).toList();
    }

    TrainingProgressed latest() {
        return progress.get(progress.size() - 1);
    }

    CheckpointPublished last(String runId) {
        return checkpoints().ofRun(runId).stream()
                .filter(CheckpointPublished::last)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<DatasetVersion> await(String name, String version, Duration patience) {
        return datasets.stream()
                .filter(dataset -> dataset.key().equals(DatasetVersion.key(name, version)))
                .findFirst();
    }

    @Override
    public List<DatasetVersion> all() {
        return List.copyOf(datasets);
    }

    CheckpointCatalogue checkpoints() {
        return new CheckpointCatalogue() {
            @Override
            public List<CheckpointPublished> all() {
                return List.copyOf(checkpoints.values());
            }

            @Override
            public Optional<CheckpointPublished> await(String checkpointId, Duration patience) {
                return Optional.ofNullable(checkpoints.get(checkpointId));
            }
        };
    }

    @Override
    public void read(List<OffsetRange> ranges, Consumer<ImageBatch> sink) {
        batches.forEach(sink);
    }

    @Override
    public void requested(TrainingRequested request) {
        requests.add(request);
    }

    @Override
    public void cancelled(TrainingCancelled cancellation) {
        cancellations.add(cancellation);
    }

    @Override
    public void progressed(TrainingProgressed progressed) {
        progress.add(progressed);
        listeners.forEach(listener -> listener.accept(progressed));
    }

    @Override
    public void published(CheckpointPublished checkpoint) {
        checkpoints.put(checkpoint.checkpointId(), checkpoint);
    }
}
