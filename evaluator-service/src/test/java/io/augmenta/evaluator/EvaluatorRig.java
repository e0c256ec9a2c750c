package io.augmenta.evaluator;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.evaluator.study.StudyImagesCollector;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sample study's catalogue and archive around an evaluator. */
final class EvaluatorRig implements Catalogue, ImageArchive, EvaluationObserver {
    static final SampleStudy SAMPLE = new SampleStudy(10, 16);

    final RememberedLog log = new RememberedLog();
    final EvaluationRegistry registry = new EvaluationRegistry();
    final EvaluationSlot slot = new EvaluationSlot();
    final List<String> ends = new ArrayList<>();
    ArtifactStore artifacts;
    List<SyntheticBatch> generated = SAMPLE.generatedBatches();

    EvaluatorRig(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    Evaluator evaluator() {
        return evaluator(registry);
    }

    /** An evaluator that knows of other evaluations. */
    Evaluator evaluator(EvaluationRegistry known) {
        return new Evaluator(
                this,
                this,
                NearestMeanTraining.instruments(),
                SampleEvaluations.gate(),
                artifacts,
                known,
                log,
                this,
                slot,
                Duration.ZERO,
                Clock.systemUTC());
    }

    @Override
    public Optional<DatasetVersion> dataset(String name, String version, Duration atMost) {
        return datasets().stream()
                .filter(known -> known.key().equals(DatasetVersion.key(name, version)))
                .findFirst();
    }

    @Override
    public Optional<CheckpointPublished> checkpoint(String checkpointId, Duration atMost) {
        return checkpoints().stream()
                .filter(known -> known.checkpointId().equals(checkpointId))
                .findFirst();
    }

    @Override
    public List<DatasetVersion> datasets() {
        return List.of(SAMPLE.version(List.of(SampleStudy.someRange())));
    }

    @Override
    public List<CheckpointPublished> checkpoints() {
        return List.of(SAMPLE.checkpoint());
    }

    @Override
    public void readReal(List<OffsetRange> ranges, StudyImagesCollector collector) {
        SAMPLE.realBatches().forEach(collector::add);
    }

    @Override
    public void readGenerated(List<OffsetRange> ranges, StudyImagesCollector collector) {
        generated.forEach(collector::add);
    }

    @Override
    public void completed(Evaluation evaluation) {
        ends.add("completed");
    }

    @Override
    public void failed() {
        ends.add("failed");
    }

    /** A store that takes nothing. */
    static final class FullStore implements ArtifactStore {
        @Override
        public Artifact put(InputStream content) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public InputStream open(Artifact artifact) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public boolean contains(Artifact artifact) {
            return false;
        }
    }
}
