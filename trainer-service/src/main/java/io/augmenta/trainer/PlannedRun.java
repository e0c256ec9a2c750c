package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.zoo.training.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been found possible.
 *
 * @param request what was asked for
 * @param dataset the version that it names
 * @param plan what it comes to
 * @param pretrained the checkpoint whose convolutions a transfer starts from; null for other recipes
 * @param warmStart the checkpoint whose tensors it begins with; null where it begins with none
 */
public record PlannedRun(
        TrainingRequested request,
        DatasetVersion dataset,
        TrainingPlan plan,
        @Nullable CheckpointPublished pretrained,
        @Nullable CheckpointPublished warmStart) {

    /** The run's id. */
    public String runId() {
        return request.runId();
    }
}
