package io.augmenta.trainer;

import io.augmenta.artifacts.ArtifactException;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.imaging.identity.TrainingFingerprints;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.InvalidTrainingStateException;
import io.augmenta.zoo.training.ResidentMemory;
import io.augmenta.zoo.training.ResumePoint;
import io.augmenta.zoo.training.TrainingCollapsedException;
import io.augmenta.zoo.training.TrainingData;
import io.augmenta.zoo.training.TrainingDivergedException;
import io.augmenta.zoo.training.TrainingOutcome;
import io.augmenta.zoo.training.UntrainableImagesException;
import io.augmenta.zoo.training.UnusablePretrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out training requests, one at a time. Doing one twice changes nothing: a run that is done is announced again,
 * and one that was broken off goes on from its furthest checkpoint, to the same generator.
 */
public final class RunTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(RunTrainer.class);

    private final RunPlanner planner;
    private final ImageLog images;
    private final TrainingEngine engine;
    private final Checkpoints checkpoints;
    private final TrainingJournal journal;
    private final RunClaims claims;
    private final RunBook book;
    private final RunObserver observer;
    private final ResidentMemory memory;
    private final TrainingSlot slot;
    private final Duration datasetPatience;

    /**
     * Uses what it is given and closes none of it.
     *
     * @param planner tells what is possible
     * @param images the log of image batches
     * @param engine computes
     * @param checkpoints publishes and finds checkpoints
     * @param journal is told how runs get on
     * @param claims knows who holds a run
     * @param book knows which runs are asked to stop
     * @param observer is told for meters
     * @param memory tells the process's memory
     * @param slot the place for the one run; closing it makes the run stop with a checkpoint
     * @param datasetPatience how long to wait for a data set version that is not known yet
     */
    public RunTrainer(
            RunPlanner planner,
            ImageLog images,
            TrainingEngine engine,
            Checkpoints checkpoints,
            TrainingJournal journal,
            RunClaims claims,
            RunBook book,
            RunObserver observer,
            ResidentMemory memory,
            TrainingSlot slot,
            Duration datasetPatience) {
        this.planner = planner;
        this.images = images;
        this.engine = engine;
        this.checkpoints = checkpoints;
        this.journal = journal;
        this.claims = claims;
        this.book = book;
        this.observer = observer;
        this.memory = memory;
        this.slot = slot;
        this.datasetPatience = datasetPatience;
    }

    /**
     * Carries out a request, however long that takes. What cannot be done is answered with a FAILED event.
     *
     * @throws RuntimeException when something failed that is not the request's fault, such as the artifact store; the
     *     FAILED event has been published, unless the log is what failed
     * @throws OutOfMemoryError when the run needs more memory than there is; the FAILED event has been published
     */
    public RunEnding carryOut(TrainingRequested request) {
        if (!slot.enter()) {
            return RunEnding.LEFT;
        }
        try {
            // the request may have overtaken the book's own reading of the log
            book.heard(request);
            RunEnding ending = attempt(request);
            observer.ended(ending);
            LOG.info("event=run_ended run={} ending={}", request.runId(), ending);
            return ending;
        } finally {
            slot.leave();
        }
    }

    private RunEnding attempt(TrainingRequested request) {
        try {
            Optional<TrainingCancelled> cancellation = book.cancellation(request.runId());
            Optional<CheckpointPublished> furthest = checkpoints.furthest(request.runId());
            if (cancellation.isPresent()
                    && furthest.filter(CheckpointPublished::last).isEmpty()) {
                RunPosition position = furthest.map(RunPosition::of).orElse(RunPosition.BEGINNING);
                return cancelled(request, position, cancellation.get());
            }
            PlannedRun run = planner.plan(request, datasetPatience);
            List<CheckpointPublished> published = checkpoints.furthestFirst(run);
            if (!published.isEmpty() && published.get(0).last()) {
                return completed(run, published.get(0));
            }
            return train(run, published);
        } catch (ImpossibleRunException e) {
            return failed(request, RunPosition.BEGINNING, TrainingFailure.REFUSED, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RunEnding.LEFT;
        } catch (RuntimeException | OutOfMemoryError e) {
            // a model that is too large for this machine is no reason to take no other run
            answerUnexpected(request, e);
            throw e;
        }
    }

    private RunEnding train(PlannedRun run, List<CheckpointPublished> published) {
        TrainingData data = read(run);
        ArtifactReference seen = seen(run, data);
        for (CheckpointPublished checkpoint : published) {
            try {
                return train(
                        run,
                        data,
                        seen,
                        checkpoint,
                        checkpoints.resumePoint(checkpoint, run, data.images().size()));
            } catch (ArtifactException | InvalidTrainingStateException e) {
                // an earlier checkpoint, or the beginning, leads to the same generator
                LOG.warn(
                        "event=checkpoint_unusable checkpoint={} reason=\"{}\"",
                        checkpoint.checkpointId(),
                        e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException("checkpoint " + checkpoint.checkpointId() + " cannot be read", e);
            }
        }
        return begin(run, data, seen);
    }

    private RunEnding begin(PlannedRun run, TrainingData data, ArtifactReference seen) {
        Optional<byte[]> pretrained = Optional.ofNullable(run.pretrained()).map(this::stateOf);
        Optional<byte[]> warm = Optional.ofNullable(run.warmStart()).map(this::stateOf);
        try {
            return train(run, new TrainingData(data.images(), data.heldOut(), pretrained, warm), seen, null, null);
        } catch (InvalidTrainingStateException e) {
            // there is no other state than the one to start from
            return failed(run.request(), RunPosition.BEGINNING, TrainingFailure.REFUSED, e.getMessage());
        }
    }

    /** All splits, in one pass over the log. */
    private TrainingData read(PlannedRun run) {
        Map<Split, ImageSource> splits = TrainingSplit.readAll(run.dataset(), images);
        Map<String, ImageSource> heldOut = new LinkedHashMap<>();
        splits.forEach((split, source) -> {
            if (split != Split.TRAIN) {
                heldOut.put(split.name().toLowerCase(Locale.ROOT), source);
            }
        });
        return new TrainingData(
                Objects.requireNonNull(splits.get(Split.TRAIN), "a planned run has images"), heldOut, Optional.empty());
    }

    /** Whoever begins with another's weights may repeat that one's images too, so their fingerprints go along. */
    private ArtifactReference seen(PlannedRun run, TrainingData data) {
        TrainingFingerprints seen = SeenImages.fingerprints(data);
        for (CheckpointPublished before : new CheckpointPublished[] {run.pretrained(), run.warmStart()}) {
            if (before != null) {
                Optional<TrainingFingerprints> earlier = read(before, "fingerprints", checkpoints::fingerprints);
                if (earlier.isEmpty()) {
                    LOG.warn(
                            "event=fingerprints_incomplete run={} reason=\"checkpoint {}, which it begins with, has none\"",
                            run.runId(),
                            before.checkpointId());
                }
                seen = earlier.map(seen::and).orElse(seen);
            }
        }
        LOG.info(
                "event=fingerprints_taken run={} fingerprints={} copy_below={}",
                run.runId(),
                seen.size(),
                seen.copyBelow());
        return checkpoints.keep(seen);
    }

    private byte[] stateOf(CheckpointPublished pretrained) {
        return read(pretrained, "state", checkpoints::state);
    }

    private interface Reading<T> {
        T of(CheckpointPublished checkpoint) throws IOException;
    }

    private static <T> T read(CheckpointPublished checkpoint, String part, Reading<T> reading) {
        try {
            return reading.of(checkpoint);
        } catch (ArtifactException e) {
            ImpossibleRunException impossible = new ImpossibleRunException(
                    "the " + part + " of checkpoint " + checkpoint.checkpointId() + " is unusable: " + e.getMessage());
            impossible.initCause(e);
            throw impossible;
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + checkpoint.checkpointId() + " cannot be read", e);
        }
    }

    private RunEnding train(
            PlannedRun run,
            TrainingData data,
            ArtifactReference seen,
            @Nullable CheckpointPublished from,
            @Nullable ResumePoint resume) {
        RunAttempt attempt = new RunAttempt(run, from, seen, checkpoints, journal, claims, observer, memory);
        RunStop stop = new RunStop(attempt, book, slot);
        try {
            TrainingOutcome outcome = engine.train(run.plan(), data, resume, attempt, stop);
            return endingOf(run, attempt, stop, outcome);
        } catch (TrainingDivergedException e) {
            observer.diverged();
            return failed(run.request(), attempt.position(), TrainingFailure.DIVERGED, e.getMessage());
        } catch (TrainingCollapsedException e) {
            observer.collapsed();
            return failed(run.request(), attempt.position(), TrainingFailure.COLLAPSED, e.getMessage());
        } catch (UntrainableImagesException | UnusablePretrainingException e) {
            return failed(run.request(), attempt.position(), TrainingFailure.REFUSED, e.getMessage());
        }
    }

    private RunEnding endingOf(PlannedRun run, RunAttempt attempt, RunStop stop, TrainingOutcome outcome) {
        if (attempt.superseded()) {
            return RunEnding.TAKEN_OVER;
        }
        CheckpointPublished latest = attempt.latest();
        if (outcome instanceof TrainingOutcome.Completed && latest != null) {
            return completed(run, latest);
        }
        return stop.cancellation()
                .map(cancellation -> cancelled(run.request(), attempt.position(), cancellation))
                .orElse(RunEnding.LEFT);
    }

    private RunEnding cancelled(TrainingRequested request, RunPosition position, TrainingCancelled cancellation) {
        journal.progressed(RunEvents.cancelled(request, position, engine.device(), cancellation));
        return RunEnding.CANCELLED;
    }

    private RunEnding completed(PlannedRun run, CheckpointPublished last) {
        journal.progressed(RunEvents.completed(run, last));
        return RunEnding.COMPLETED;
    }

    private RunEnding failed(
            TrainingRequested request, RunPosition position, TrainingFailure failure, @Nullable String reason) {
        String told = reason == null ? "no reason was given" : reason;
        LOG.warn("event=run_failed run={} failure={} reason=\"{}\"", request.runId(), failure, told);
        journal.progressed(RunEvents.failed(request, position, engine.device(), failure, told));
        return RunEnding.FAILED;
    }

    private void answerUnexpected(TrainingRequested request, Throwable unexpected) {
        observer.ended(RunEnding.FAILED);
        try {
            failed(request, RunPosition.BEGINNING, TrainingFailure.BROKEN, "the trainer failed: " + unexpected);
        } catch (RuntimeException e) {
            unexpected.addSuppressed(e);
        }
    }
}
