package io.augmenta.trainer.rest;

import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.trainer.RunRecord;
import io.augmenta.trainer.RunState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run at a glance.
 *
 * @param runId the run
 * @param status REQUESTED until a trainer takes it up, then as the trainer said last; CANCELLING from the request to stop
 *     until the answer
 * @param dataset name of its data set; null where the request is not known
 * @param version the data set's version
 * @param recipe family of its recipe
 * @param epoch epochs done
 * @param epochs epochs asked for
 * @param step optimiser steps of the generator so far
 * @param imagesPerSecond real images per second in the last epoch
 * @param elapsedSeconds time spent on it
 * @param remainingSeconds estimate of the time to go
 * @param device what it runs on
 * @param message what the trainer said; the reason where it failed or was cancelled
 * @param failure DIVERGED, COLLAPSED, REFUSED or BROKEN where it failed; null where it has not, or nobody said
 * @param residentBytes memory of the trainer's process that lay in RAM after the last epoch; null where it did not tell
 */
public record RunSummary(
        String runId,
        String status,
        @Nullable String dataset,
        @Nullable String version,
        @Nullable String recipe,
        int epoch,
        int epochs,
        long step,
        double imagesPerSecond,
        double elapsedSeconds,
        double remainingSeconds,
        @Nullable String device,
        @Nullable String message,
        @Nullable String failure,
        @Nullable Long residentBytes) {

    static RunSummary of(RunRecord run) {
        TrainingRequested request = run.request();
        TrainingProgressed latest = run.latest();
        return new RunSummary(
                run.runId(),
                run.state().name(),
                request == null ? null : request.dataset(),
                request == null ? null : request.version(),
                request == null ? null : request.recipe(),
                latest == null ? 0 : latest.epoch(),
                epochs(request, latest),
                latest == null ? 0 : latest.step(),
                latest == null ? 0 : latest.imagesPerSecond(),
                latest == null ? 0 : seconds(latest.elapsed()),
                latest == null ? 0 : seconds(latest.remaining()),
                latest == null ? null : latest.device(),
                latest == null ? null : latest.message(),
                failure(run),
                residentBytes(run));
    }

    /** A run that is asked for again has not failed any more. */
    static @Nullable String failure(RunRecord run) {
        TrainingProgressed latest = run.latest();
        TrainingFailure failure = latest == null || run.state() != RunState.FAILED ? null : latest.failure();
        return failure == null ? null : failure.name();
    }

    private static @Nullable Long residentBytes(RunRecord run) {
        List<TrainingProgressed> epochs = run.epochs();
        return epochs.isEmpty() ? null : epochs.get(epochs.size() - 1).residentBytes();
    }

    private static int epochs(@Nullable TrainingRequested request, @Nullable TrainingProgressed latest) {
        if (latest != null) {
            return latest.epochs();
        }
        return request == null ? 0 : request.epochs();
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
