package io.augmenta.trainer;

import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log says about a run.
 *
 * @param runId the run
 * @param request what was asked for; null where only progress is known
 * @param latest what was said about it last; null as long as no trainer has taken it up
 * @param epochs what was said about each epoch done, in order
 */
public record RunRecord(
        String runId,
        @Nullable TrainingRequested request,
        @Nullable TrainingProgressed latest,
        List<TrainingProgressed> epochs) {
    /** Copies the list. */
    public RunRecord {
        epochs = List.copyOf(epochs);
    }
}
