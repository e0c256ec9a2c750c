package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.CheckpointPublished;
import org.jspecify.annotations.Nullable;

/**
 * What became of one run of a sweep.
 *
 * @param number its place in the grid, from 1
 * @param run what was asked for
 * @param runId its name
 * @param checkpoint its last checkpoint, or the last good one of a run that failed; null where there is none
 * @param shortfall why there are no scores; null where there are
 * @param scores how good its images are; null where it failed
 */
public record SweepModel(
        int number,
        GridRun run,
        String runId,
        @Nullable CheckpointPublished checkpoint,
        @Nullable Shortfall shortfall,
        @Nullable Scores scores) {

    /** How it ended. */
    public RunOutcome outcome() {
        return shortfall == null ? RunOutcome.COMPLETED : shortfall.outcome();
    }

    /** Why there are no scores; null where there are. */
    public @Nullable String failure() {
        return shortfall == null ? null : shortfall.reason();
    }
}
