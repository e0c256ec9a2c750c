package io.augmenta.trainer;

import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.zoo.training.StopSignal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops an attempt at a run when the trainer leaves, another trainer has taken the run up, or somebody has asked for it.
 * For one thread.
 */
final class RunStop implements StopSignal {
    private final RunAttempt attempt;
    private final RunBook book;
    private final TrainingSlot slot;
    private @Nullable TrainingCancelled cancellation;

    RunStop(RunAttempt attempt, RunBook book, TrainingSlot slot) {
        this.attempt = attempt;
        this.book = book;
        this.slot = slot;
    }

    @Override
    public boolean stopRequested() {
        if (cancellation == null) {
            cancellation = book.cancellation(attempt.runId()).orElse(null);
        }
        return cancellation != null || slot.closed() || attempt.superseded();
    }

    /** The request to stop that was seen; one that is withdrawn while the run stops is answered all the same. */
    Optional<TrainingCancelled> cancellation() {
        return Optional.ofNullable(cancellation);
    }
}
