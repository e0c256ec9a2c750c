package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.CheckpointPublished;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one run of a sweep.
 *
 * @param number its place in the grid, from 1
 * @param run what was asked for
 * @param runId its name
 * @param checkpoint its last checkpoint, or the last good one of a run that failed; null where there is none
 * @param failure why there are no scores; null where there are
 * @param scores how good its images are; null where it failed
 */
public record SweepModel(
        int number,
        GridRun run,
        String runId,
        @Nullable CheckpointPublished checkpoint,
        @Nullable String failure,
        @Nullable Scores scores) {

    /** How a run of a sweep ended. */
    public enum Outcome {
        /** Trained and scored. */
        COMPLETED,
        /** A loss was no longer a number. */
        DIVERGED,
        /** All samples of a class became nearly equal. */
        COLLAPSED,
        /** Somebody asked to stop it. */
        CANCELLED,
        /** Something else; the reason says what. */
        FAILED
    }

    /** How it ended, as far as the reason tells: "Training diverged at step 12", "collapsed at epoch 3", "cancelled". */
    public Outcome outcome() {
        if (scores != null) {
            return Outcome.COMPLETED;
        }
        String reason = failure == null ? "" : failure.toLowerCase(Locale.ROOT);
        if (reason.contains("diverged at ")) {
            return Outcome.DIVERGED;
        }
        if (reason.contains("collapsed at ")) {
            return Outcome.COLLAPSED;
        }
        return reason.startsWith("cancelled") ? Outcome.CANCELLED : Outcome.FAILED;
    }
}
