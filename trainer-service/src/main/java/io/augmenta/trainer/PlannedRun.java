package io.augmenta.trainer;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.zoo.training.TrainingPlan;

/**
 * A request that has been found possible.
 *
 * @param request what was asked for
 * @param dataset the version that it names
 * @param plan what it comes to
 */
public record PlannedRun(TrainingRequested request, DatasetVersion dataset, TrainingPlan plan) {

    /** The run's id. */
    public String runId() {
        return request.runId();
    }
}
