package io.augmenta.quickstart.study;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Has a generator trained, and shows epochs, losses and speed. A run that was done before is only announced again. */
final class TrainingStage {

    private static final Duration CHECKPOINT_ARRIVES_WITHIN = Duration.ofMinutes(1);

    private static final Set<TrainingStatus> ENDS =
            EnumSet.of(TrainingStatus.COMPLETED, TrainingStatus.FAILED, TrainingStatus.CANCELLED);

    private final Conversation services;
    private final CompactedView<CheckpointPublished> checkpoints;
    private final ProgressDisplay progress;

    TrainingStage(Conversation services, CompactedView<CheckpointPublished> checkpoints, ProgressDisplay progress) {
        this.services = services;
        this.checkpoints = checkpoints;
        this.progress = progress;
    }

    TrainingEnd train(String stage, RunPlan plan, DatasetVersion dataset)
            throws StudyFailedException, InterruptedException {
        progress.begin(stage);
        String runId = plan.runId(dataset);
        services.say(Topics.TRAINING_REQUESTS, plan.request(dataset));
        TrainingProgressed end = services.await("training", event -> read(event, runId));
        if (end.status() != TrainingStatus.COMPLETED) {
            String reason = end.message();
            progress.finish("failed");
            return new TrainingEnd(
                    runId, furthest(checkpoints, runId).orElse(null), reason == null ? "no reason was given" : reason);
        }
        CheckpointPublished checkpoint = last(checkpoints, runId, plan.epochs());
        progress.finish(
                end.epochs() + " epochs on " + checkpoint.device() + ", checkpoint " + checkpoint.checkpointId());
        return new TrainingEnd(runId, checkpoint, null);
    }

    /** The last checkpoint of a run that has been completed; its event may arrive a little later than the news of it. */
    private static CheckpointPublished last(CompactedView<CheckpointPublished> checkpoints, String runId, int epochs)
            throws StudyFailedException, InterruptedException {
        String id = CheckpointPublished.id(runId, epochs);
        return checkpoints
                .await(id, CHECKPOINT_ARRIVES_WITHIN)
                .orElseThrow(() -> new StudyFailedException(
                        "training has ended, but its checkpoint " + id + " was not published"));
    }

    /** The checkpoint of a run from which it would go on. */
    static Optional<CheckpointPublished> furthest(CompactedView<CheckpointPublished> checkpoints, String runId) {
        return checkpoints.all().stream()
                .filter(checkpoint -> checkpoint.runId().equals(runId))
                .max(Comparator.comparingLong(CheckpointPublished::step));
    }

    private Optional<TrainingProgressed> read(Event event, String runId) {
        if (!(event instanceof TrainingProgressed training) || !training.runId().equals(runId)) {
            return Optional.empty();
        }
        if (ENDS.contains(training.status())) {
            return Optional.of(training);
        }
        progress.show(standing(training));
        return Optional.empty();
    }

    private static Standing standing(TrainingProgressed training) {
        if (training.epoch() == 0) {
            return Standing.of("epoch 1 of " + training.epochs() + " on " + training.device());
        }
        String losses = training.losses().isEmpty() ? "" : ", " + LossText.of(training.losses());
        String text = String.format(
                Locale.ROOT,
                "epoch %d of %d%s, %.0f images/s",
                training.epoch(),
                training.epochs(),
                losses,
                training.imagesPerSecond());
        return new Standing((double) training.epoch() / training.epochs(), text, training.remaining());
    }
}
