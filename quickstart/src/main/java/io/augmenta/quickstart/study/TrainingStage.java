package io.augmenta.quickstart.study;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Has a generator trained, and shows epochs, losses and speed. A run that was done before is only announced again. */
final class TrainingStage {

    private static final Set<TrainingStatus> ENDS =
            EnumSet.of(TrainingStatus.COMPLETED, TrainingStatus.FAILED, TrainingStatus.CANCELLED);

    private final Conversation services;
    private final RunCheckpoints checkpoints;
    private final ProgressDisplay progress;

    TrainingStage(Conversation services, RunCheckpoints checkpoints, ProgressDisplay progress) {
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
                    runId, checkpoints.furthest(runId).orElse(null), reason == null ? "no reason was given" : reason);
        }
        CheckpointPublished checkpoint = checkpoints.awaitLast(runId, plan.epochs());
        progress.finish(
                end.epochs() + " epochs on " + checkpoint.device() + ", checkpoint " + checkpoint.checkpointId());
        return new TrainingEnd(runId, checkpoint, null);
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
