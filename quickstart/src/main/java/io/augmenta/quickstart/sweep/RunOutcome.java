package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import org.jspecify.annotations.Nullable;

/** How a run of a sweep ended. */
public enum RunOutcome {
    /** Trained and scored. */
    COMPLETED,
    /** A loss was no longer a number. */
    DIVERGED,
    /** All samples of a class became nearly equal. */
    COLLAPSED,
    /** Somebody asked to stop it. */
    CANCELLED,
    /** Something else; the reason says what. */
    FAILED;

    /** How the training of a run ended that was not completed. */
    static RunOutcome ofUncompleted(TrainingProgressed end) {
        return end.status() == TrainingStatus.CANCELLED ? CANCELLED : of(end.failure());
    }

    private static RunOutcome of(@Nullable TrainingFailure failure) {
        if (failure == TrainingFailure.DIVERGED) {
            return DIVERGED;
        }
        return failure == TrainingFailure.COLLAPSED ? COLLAPSED : FAILED;
    }
}
