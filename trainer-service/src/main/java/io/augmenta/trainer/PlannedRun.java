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
 * @param pretrained the checkpoint that it starts from; null where it starts from nothing
 */
public record PlannedRun(
        TrainingRequested request,
        DatasetVersion dataset,
        TrainingPlan plan,
        @Nullable CheckpointPublished pretrained) {

    /** The run's id. */
    public String runId() {
        return request.runId();
    }
}
