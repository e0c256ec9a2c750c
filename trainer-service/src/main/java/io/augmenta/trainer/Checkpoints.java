package io.augmenta.trainer;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.WarmStart;
import io.augmenta.eventlog.UnpublishedEventException;
import io.augmenta.imaging.identity.InvalidFingerprintsException;
import io.augmenta.imaging.identity.TrainingFingerprints;
import io.augmenta.zoo.training.EpochReport;
import io.augmenta.zoo.training.ResumePoint;
import io.augmenta.zoo.training.TrainingPlan;
import io.augmenta.zoo.training.TrainingSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of runs, published and read again. A run's checkpoint is the same bytes whoever makes it, so publishing
 * one twice changes nothing.
 */
public final class Checkpoints {
    private static final int MAX_STATE_BYTES = Integer.MAX_VALUE - 8;

    private final CheckpointCatalogue catalogue;
    private final ArtifactStore store;
    private final TrainingJournal journal;
    private final Clock clock;

    /**
     * Uses what it is given and closes none of it.
     *
     * @param catalogue what has been published
     * @param store where artifacts go
     * @param journal where checkpoints are announced
     * @param clock tells when
     */
    public Checkpoints(CheckpointCatalogue catalogue, ArtifactStore store, TrainingJournal journal, Clock clock) {
        this.catalogue = catalogue;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * The id of a snapshot's checkpoint. One taken within an epoch has the step in its id, for it is not what the epoch's
     * end will be.
     */
    public static String id(String runId, TrainingSnapshot snapshot) {
        String id = CheckpointPublished.id(runId, snapshot.epoch());
        return snapshot.midEpoch() ? id + "-s" + "%08d".formatted(snapshot.step()) : id;
    }

    /**
     * The checkpoints of a run, the furthest first.
     *
     * @throws ImpossibleRunException when they were made for another request under the same run id
     */
    List<CheckpointPublished> furthestFirst(PlannedRun run) {
        List<CheckpointPublished> published = furthestFirst(run.runId());
        published.forEach(checkpoint -> requireSameRun(run, checkpoint));
        return published;
    }

    /** The furthest checkpoint under a run's id, whatever it was asked for with. */
    Optional<CheckpointPublished> furthest(String runId) {
        return furthestFirst(runId).stream().findFirst();
    }

    private List<CheckpointPublished> furthestFirst(String runId) {
        return catalogue.ofRun(runId).stream()
                .sorted(Comparator.comparingLong(CheckpointPublished::step)
                        .thenComparingInt(CheckpointPublished::epoch)
                        .reversed())
                .toList();
    }

    private static void requireSameRun(PlannedRun run, CheckpointPublished checkpoint) {
        TrainingPlan plan = run.plan();
        boolean same = checkpoint.dataset().equals(run.dataset().name())
                && checkpoint.version().equals(run.dataset().version())
                && checkpoint.recipe().equals(plan.recipe().family())
                && checkpoint.parameters().equals(plan.recipe().parameters())
                && checkpoint.seed() == plan.seed()
                && (checkpoint.last() ? checkpoint.epoch() == plan.epochs() : checkpoint.epoch() <= plan.epochs());
        if (!same) {
            throw new ImpossibleRunException("run " + run.runId() + " exists already with other settings (data set "
                    + checkpoint.dataset() + "/" + checkpoint.version() + ", " + checkpoint.recipe() + " "
                    + checkpoint.parameters() + ", seed " + checkpoint.seed() + ", checkpoint "
                    + checkpoint.checkpointId() + "); ask for this one under another run id");
        }
    }

    /**
     * What the engine needs to go on from a checkpoint.
     *
     * @param images how many images the run trains on
     * @throws IOException when the state cannot be read from the store, or is not what was put there
     */
    ResumePoint resumePoint(CheckpointPublished checkpoint, PlannedRun run, int images) throws IOException {
        byte[] bytes = state(checkpoint);
        // exact at the end of an epoch; within one, steps per epoch are known to the state alone
        long stepsPerEpoch = checkpoint.epoch() == 0 ? 0 : checkpoint.step() / checkpoint.epoch();
        List<EpochReport> history = checkpoint.history().stream()
                .map(epoch -> new EpochReport(
                        epoch.epoch(),
                        run.plan().epochs(),
                        epoch.epoch() * stepsPerEpoch,
                        epoch.losses(),
                        epoch.seconds() > 0 ? images / epoch.seconds() : 0,
                        RunEvents.duration(epoch.seconds())))
                .toList();
        return new ResumePoint(bytes, history);
    }

    /**
     * The state that a checkpoint holds.
     *
     * @throws IOException when it cannot be read from the store, or is not what was put there
     */
    byte[] state(CheckpointPublished checkpoint) throws IOException {
        ArtifactReference state = checkpoint.state();
        return store.read(Artifact.of(state.sha256(), state.sizeBytes()), MAX_STATE_BYTES);
    }

    /**
     * Stores fingerprints of what a run sees in training. The same fingerprints are stored once, whatever run they are of.
     *
     * @throws UncheckedIOException when the store cannot be written
     */
    ArtifactReference keep(TrainingFingerprints fingerprints) {
        return stored(fingerprints.toBytes());
    }

    /**
     * The fingerprints that a checkpoint carries; empty where an older trainer made it.
     *
     * @throws IOException when they cannot be read from the store, or are not what was put there
     */
    Optional<TrainingFingerprints> fingerprints(CheckpointPublished checkpoint) throws IOException {
        ArtifactReference reference = checkpoint.fingerprints();
        if (reference == null) {
            return Optional.empty();
        }
        byte[] file = store.read(Artifact.of(reference.sha256(), reference.sizeBytes()), MAX_STATE_BYTES);
        try {
            return Optional.of(TrainingFingerprints.ofBytes(file));
        } catch (InvalidFingerprintsException e) {
            throw new IOException("its fingerprints cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Stores what a snapshot holds, then announces it.
     *
     * @param fingerprints of what the run sees in training
     * @param trained time spent on the run, earlier attempts included
     * @throws UncheckedIOException when the store cannot be written
     * @throws UnpublishedEventException when the log does not take the announcement
     */
    CheckpointPublished publish(
            PlannedRun run, TrainingSnapshot snapshot, ArtifactReference fingerprints, Duration trained) {
        DatasetVersion dataset = run.dataset();
        TrainingPlan plan = run.plan();
        CheckpointPublished warmStart = run.warmStart();
        CheckpointPublished checkpoint = new CheckpointPublished(
                id(run.runId(), snapshot),
                run.runId(),
                snapshot.epoch(),
                snapshot.step(),
                snapshot.last(),
                plan.recipe().family(),
                plan.recipe().parameters(),
                dataset.name(),
                dataset.version(),
                plan.seed(),
                dataset.classes(),
                dataset.channels(),
                dataset.height(),
                dataset.width(),
                snapshot.latentSize(),
                stored(snapshot.generatorOnnx()),
                stored(snapshot.state()),
                stored(snapshot.sampleGridPng()),
                snapshot.history().stream().map(Checkpoints::losses).toList(),
                snapshot.device(),
                RunEvents.seconds(trained),
                clock.instant(),
                snapshot.reconstructionsPng().map(this::stored).orElse(null),
                stored(snapshot.reference()),
                fingerprints,
                warmStart == null
                        ? null
                        : new WarmStart(
                                warmStart.checkpointId(), warmStart.state().sha256()));
        journal.published(checkpoint);
        return checkpoint;
    }

    private static EpochLosses losses(EpochReport report) {
        return new EpochLosses(report.epoch(), report.losses(), RunEvents.seconds(report.duration()));
    }

    private ArtifactReference stored(byte[] content) {
        try {
            Artifact artifact = store.put(content);
            return new ArtifactReference(artifact.uri(), artifact.sha256(), artifact.sizeBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a checkpoint of " + content.length + " bytes could not be stored", e);
        }
    }
}
