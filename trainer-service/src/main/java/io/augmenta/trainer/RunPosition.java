package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import java.time.Duration;

/**
 * How far a run has come.
 *
 * @param epoch epochs done
 * @param step generator steps done
 * @param elapsed time spent on it, earlier attempts included
 */
record RunPosition(int epoch, long step, Duration elapsed) {
    /** Nothing done. */
    static final RunPosition BEGINNING = new RunPosition(0, 0, Duration.ZERO);

    static RunPosition of(CheckpointPublished checkpoint) {
        return new RunPosition(checkpoint.epoch(), checkpoint.step(), RunEvents.duration(checkpoint.trainingSeconds()));
    }
}
