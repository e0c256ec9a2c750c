package io.augmenta.trainer;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.zoo.training.EpochReport;
import io.augmenta.zoo.training.ResidentMemory;
import io.augmenta.zoo.training.StepReport;
import io.augmenta.zoo.training.TrainingListener;
import io.augmenta.zoo.training.TrainingSnapshot;
import io.augmenta.zoo.training.TrainingStart;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One trainer's attempt at a run: tells the journal how it gets on and publishes its checkpoints. For one thread. */
final class RunAttempt implements TrainingListener {
    private static final Logger LOG = LoggerFactory.getLogger(RunAttempt.class);

    private final PlannedRun run;
    private final ArtifactReference fingerprints;
    private final Checkpoints checkpoints;
    private final TrainingJournal journal;
    private final RunClaims claims;
    private final RunObserver observer;
    private final ResidentMemory memory;
    private final String claim = "taken up by trainer " + UUID.randomUUID();
    private final long beganNanos = System.nanoTime();
    private final Duration before;
    private String device = "";
    private RunPosition position;
    private Duration remaining = Duration.ZERO;
    private @Nullable CheckpointPublished latest;

    RunAttempt(
            PlannedRun run,
            @Nullable CheckpointPublished from,
            ArtifactReference fingerprints,
            Checkpoints checkpoints,
            TrainingJournal journal,
            RunClaims claims,
            RunObserver observer,
            ResidentMemory memory) {
        this.run = run;
        this.fingerprints = fingerprints;
        this.checkpoints = checkpoints;
        this.journal = journal;
        this.claims = claims;
        this.observer = observer;
        this.memory = memory;
        this.before = from == null ? Duration.ZERO : RunEvents.duration(from.trainingSeconds());
        this.position = from == null ? RunPosition.BEGINNING : new RunPosition(from.epoch(), from.step(), before);
        this.latest = from;
    }

    String runId() {
        return run.runId();
    }

    /** Whether another trainer has taken the run up after this one. */
    boolean superseded() {
        return claims.superseded(run.runId(), claim);
    }

    /** The checkpoint published last, or the one that this attempt goes on from. */
    @Nullable CheckpointPublished latest() {
        return latest;
    }

    RunPosition position() {
        return new RunPosition(position.epoch(), position.step(), elapsed());
    }

    private Duration elapsed() {
        return before.plusNanos(System.nanoTime() - beganNanos);
    }

    @Override
    public void onStart(TrainingStart start) {
        device = start.device();
        int epochsLeft = run.plan().epochs() - start.epochsDone();
        remaining = start.epochsDone() == 0
                ? Duration.ZERO
                : before.dividedBy(start.epochsDone()).multipliedBy(epochsLeft);
        TrainingStatus status = start.resumed() ? TrainingStatus.RESUMED : TrainingStatus.STARTED;
        LOG.info(
                "event=run_taken_up run={} status={} epoch={} step={} device=\"{}\"",
                run.runId(),
                status,
                start.epochsDone(),
                start.stepsDone(),
                device);
        observer.takenUp(start.resumed());
        say(status, Map.of(), 0, claim);
    }

    @Override
    public void onStep(StepReport report) {
        position = new RunPosition(position.epoch(), report.step(), position.elapsed());
        remaining = report.remaining();
        observer.stepDone();
    }

    @Override
    public void onEpoch(EpochReport report) {
        position = new RunPosition(report.epoch(), report.step(), elapsed());
        LOG.info(
                "event=epoch_done run={} epoch={} of={} step={} images_per_second={} losses={}",
                run.runId(),
                report.epoch(),
                report.epochs(),
                report.step(),
                Math.round(report.imagesPerSecond()),
                report.losses());
        observer.epochDone(report);
        if (!superseded()) {
            say(TrainingStatus.RUNNING, report.losses(), report.imagesPerSecond(), null);
        }
    }

    @Override
    public void onCheckpoint(TrainingSnapshot snapshot) {
        if (snapshot.step() == 0 || published(snapshot) || superseded()) {
            return;
        }
        CheckpointPublished published = checkpoints.publish(run, snapshot, fingerprints, elapsed());
        latest = published;
        observer.checkpointPublished();
        LOG.info(
                "event=checkpoint_published checkpoint={} step={} last={} generator_sha256={}",
                published.checkpointId(),
                published.step(),
                published.last(),
                published.generator().sha256());
    }

    /** A run that is stopped at the end of an epoch has a checkpoint there already. */
    private boolean published(TrainingSnapshot snapshot) {
        return latest != null && latest.step() == snapshot.step() && latest.last() == snapshot.last();
    }

    private void say(TrainingStatus status, Map<String, Double> losses, double speed, @Nullable String message) {
        journal.progressed(new TrainingProgressed(
                run.runId(),
                status,
                position.epoch(),
                run.plan().epochs(),
                position.step(),
                losses,
                speed,
                elapsed(),
                remaining,
                device,
                message,
                memory.bytes(),
                null));
    }
}
