package io.augmenta.quickstart.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Has a generator trained, and shows epochs, losses and speed. A run that was done before is only announced again. */
final class TrainingStage {

    private static final Duration CHECKPOINT_ARRIVES_WITHIN = Duration.ofMinutes(1);
    /** About this many checkpoints a run: a crash costs a fifth of the work, and the log stays small. */
    private static final int CHECKPOINTS_PER_RUN = 5;

    private final Conversation services;
    private final CompactedView<CheckpointPublished> checkpoints;
    private final ProgressDisplay progress;

    TrainingStage(Conversation services, CompactedView<CheckpointPublished> checkpoints, ProgressDisplay progress) {
        this.services = services;
        this.checkpoints = checkpoints;
        this.progress = progress;
    }

    CheckpointPublished train(StudyPlan plan, DatasetVersion dataset)
            throws StudyFailedException, InterruptedException {
        progress.begin("train");
        String runId = runId(plan, dataset);
        String lastCheckpoint = CheckpointPublished.id(runId, plan.epochs());
        services.say(Topics.TRAINING_REQUESTS, request(plan, dataset, runId));
        TrainingProgressed completed = services.await("training", event -> read(event, runId));
        CheckpointPublished checkpoint = checkpoints
                .await(lastCheckpoint, CHECKPOINT_ARRIVES_WITHIN)
                .orElseThrow(() -> new StudyFailedException(
                        "training has ended, but its checkpoint " + lastCheckpoint + " was not published"));
        progress.finish(completed.epochs() + " epochs on " + checkpoint.device() + ", checkpoint " + lastCheckpoint);
        return checkpoint;
    }

    private static TrainingRequested request(StudyPlan plan, DatasetVersion dataset, String runId) {
        int checkpointEveryEpochs = Math.max(1, plan.epochs() / CHECKPOINTS_PER_RUN);
        return new TrainingRequested(
                runId,
                dataset.name(),
                dataset.version(),
                plan.recipe(),
                plan.recipeParameters(),
                plan.epochs(),
                plan.seed(),
                checkpointEveryEpochs);
    }

    private Optional<TrainingProgressed> read(Event event, String runId) throws StudyFailedException {
        if (!(event instanceof TrainingProgressed training) || !training.runId().equals(runId)) {
            return Optional.empty();
        }
        if (training.status() == TrainingStatus.FAILED) {
            throw new StudyFailedException("training failed: " + training.message());
        }
        progress.show(standing(training));
        return training.status() == TrainingStatus.COMPLETED ? Optional.of(training) : Optional.empty();
    }

    private static Standing standing(TrainingProgressed training) {
        if (training.epoch() == 0) {
            return Standing.of("epoch 1 of " + training.epochs() + " on " + training.device());
        }
        String text = String.format(
                Locale.ROOT,
                "epoch %d of %d, %s, %.0f images/s",
                training.epoch(),
                training.epochs(),
                losses(training.losses()),
                training.imagesPerSecond());
        return new Standing((double) training.epoch() / training.epochs(), text, training.remaining());
    }

    /** What is minimised, in the order of the names; gradient figures are for the report. */
    private static String losses(Map<String, Double> losses) {
        return new TreeMap<>(losses)
                .entrySet().stream()
                        .filter(loss -> !loss.getKey().startsWith("gradient"))
                        .map(loss -> String.format(Locale.ROOT, "%s %.3g", loss.getKey(), loss.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /** The same study gets the same name, so that work done before is found again. */
    private static String runId(StudyPlan plan, DatasetVersion dataset) {
        String identity = String.join(
                "|",
                dataset.key(),
                plan.recipe(),
                new TreeMap<>(plan.recipeParameters()).toString(),
                Integer.toString(plan.epochs()),
                Long.toString(plan.seed()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
            return dataset.name() + "-" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
