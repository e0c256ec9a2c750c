package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said about a run at its ends, and times as they are written. */
final class RunEvents {
    private static final double NANOS_PER_SECOND = 1e9;

    private RunEvents() {}

    static TrainingProgressed completed(PlannedRun run, CheckpointPublished last) {
        int epochs = last.history().size();
        EpochLosses lastEpoch = last.history().get(epochs - 1);
        double imagesPerSecond = lastEpoch.seconds() > 0 ? run.dataset().images(Split.TRAIN) / lastEpoch.seconds() : 0;
        return new TrainingProgressed(
                run.runId(),
                TrainingStatus.COMPLETED,
                last.epoch(),
                run.plan().epochs(),
                last.step(),
                lastEpoch.losses(),
                imagesPerSecond,
                duration(last.trainingSeconds()),
                Duration.ZERO,
                last.device(),
                "the last checkpoint is " + last.checkpointId(),
                null,
                null);
    }

    static TrainingProgressed failed(
            TrainingRequested request, RunPosition position, String device, TrainingFailure failure, String reason) {
        return uncompleted(TrainingStatus.FAILED, request, position, device, reason, failure);
    }

    static TrainingProgressed cancelled(
            TrainingRequested request, RunPosition position, String device, TrainingCancelled cancellation) {
        String reason = cancellation.reason();
        String told = reason == null || reason.isBlank() ? "cancelled" : "cancelled: " + reason;
        return uncompleted(TrainingStatus.CANCELLED, request, position, device, told, null);
    }

    private static TrainingProgressed uncompleted(
            TrainingStatus status,
            TrainingRequested request,
            RunPosition position,
            String device,
            String reason,
            @Nullable TrainingFailure failure) {
        return new TrainingProgressed(
                request.runId(),
                status,
                position.epoch(),
                request.epochs(),
                position.step(),
                Map.of(),
                0,
                position.elapsed(),
                Duration.ZERO,
                device,
                reason,
                null,
                failure);
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
