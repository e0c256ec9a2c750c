package io.augmenta.quickstart.study;

import io.augmenta.contracts.CheckpointPublished;
import org.jspecify.annotations.Nullable;

/**
 * How a training run ended.
 *
 * @param runId the run
 * @param checkpoint the last one, or the last good one of a run that failed; null where there is none
 * @param failure why it failed; null where it was completed
 */
public record TrainingEnd(
        String runId,
        @Nullable CheckpointPublished checkpoint,
        @Nullable String failure) {

    /** The last checkpoint of a run that was completed. */
    CheckpointPublished completed() throws StudyFailedException {
        if (failure != null || checkpoint == null) {
            throw new StudyFailedException("training failed: " + failure);
        }
        return checkpoint;
    }
}
