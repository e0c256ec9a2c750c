package io.augmenta.trainer;

import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log says about a run.
 *
 * @param runId the run
 * @param request what was asked for last; null where only progress is known
 * @param cancellation the last request to stop it; null where there was none
 * @param latest what was said about it last; null as long as no trainer has taken it up
 * @param epochs what was said about each epoch done, in order; of the last only where the others are not kept any more
 * @param allEpochs whether all of them are kept
 */
public record RunRecord(
        String runId,
        @Nullable TrainingRequested request,
        @Nullable TrainingCancelled cancellation,
        @Nullable TrainingProgressed latest,
        List<TrainingProgressed> epochs,
        boolean allEpochs) {
    /** Copies the list. */
    public RunRecord {
        epochs = List.copyOf(epochs);
    }

    /** Whether it was asked to stop and has not been asked for again since. */
    public boolean cancelled() {
        return cancellation != null && (request == null || cancellation.countsFor(request));
    }

    /** Where it stands. */
    public RunState state() {
        TrainingStatus said = latest == null ? null : latest.status();
        if (said == TrainingStatus.COMPLETED) {
            return RunState.COMPLETED;
        }
        if (said == TrainingStatus.FAILED) {
            return RunState.FAILED;
        }
        if (said == TrainingStatus.CANCELLED) {
            boolean askedForAgain = cancellation != null && !cancelled();
            return askedForAgain ? RunState.REQUESTED : RunState.CANCELLED;
        }
        if (cancelled()) {
            return RunState.CANCELLING;
        }
        return said == null ? RunState.REQUESTED : RunState.valueOf(said.name());
    }
}
