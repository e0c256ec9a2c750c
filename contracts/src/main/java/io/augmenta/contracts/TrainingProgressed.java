package io.augmenta.contracts;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a training run gets on.
 *
 * @param runId the run
 * @param status where it stands
 * @param epoch epochs done
 * @param epochs epochs asked for
 * @param step optimiser steps of the generator so far
 * @param losses mean losses of the epoch by name
 * @param imagesPerSecond real images per second in the epoch
 * @param elapsed time spent on the run, earlier attempts included
 * @param remaining estimate of the time to go
 * @param device what it runs on, in words, such as {@code CPU, 2 threads} or {@code GPU 0}
 * @param message what to tell a person; the reason where it failed or was cancelled
 * @param residentBytes memory of the trainer's process that lies in RAM; null where the system does not tell
 * @param failure what kind of failure it was; null where it has not failed, and where an older trainer did not say
 */
public record TrainingProgressed(
        String runId,
        TrainingStatus status,
        int epoch,
        int epochs,
        long step,
        Map<String, Double> losses,
        double imagesPerSecond,
        Duration elapsed,
        Duration remaining,
        String device,
        @Nullable String message,
        @Nullable Long residentBytes,
        @Nullable TrainingFailure failure)
        implements TrainingEvent {
    /** Copies the map. */
    public TrainingProgressed {
        Check.notBlank("id of a training run", runId);
        losses = Map.copyOf(losses);
    }
}
