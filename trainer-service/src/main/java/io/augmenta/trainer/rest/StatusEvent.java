package io.augmenta.trainer.rest;

import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.trainer.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands, as it is told to those who follow it.
 *
 * @param status as in {@link RunSummary}
 * @param epoch epochs done
 * @param step optimiser steps of the generator so far
 * @param device what it runs on; null where no trainer has taken it up
 * @param message what the trainer said; the reason where it failed or was cancelled
 * @param failure DIVERGED, COLLAPSED, REFUSED or BROKEN where it failed; null where it has not, or nobody said
 */
public record StatusEvent(
        String status,
        int epoch,
        long step,
        @Nullable String device,
        @Nullable String message,
        @Nullable String failure) {

    static StatusEvent of(RunRecord run) {
        TrainingProgressed latest = run.latest();
        String status = run.state().name();
        return latest == null
                ? new StatusEvent(status, 0, 0, null, null, null)
                : new StatusEvent(
                        status,
                        latest.epoch(),
                        latest.step(),
                        latest.device(),
                        latest.message(),
                        RunSummary.failure(run));
    }
}
