package io.augmenta.export;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.Releases;
import java.util.Collection;
import java.util.List;

/**
 * What the log says, of all that an export asks it for.
 *
 * @param versions all sealed versions
 * @param policies all policies
 * @param steps all steps of augmentations
 * @param releases all decisions
 * @param checkpoints all checkpoints
 * @param answers the ends of the generation requests that are asked for by name
 */
public record LogState(
        List<DatasetVersion> versions,
        List<AugmentationPolicy> policies,
        List<AugmentationStep> steps,
        Releases releases,
        List<CheckpointPublished> checkpoints,
        Collection<GenerationCompleted> answers) {
    /** Copies the collections. */
    public LogState {
        versions = List.copyOf(versions);
        policies = List.copyOf(policies);
        steps = List.copyOf(steps);
        checkpoints = List.copyOf(checkpoints);
        answers = List.copyOf(answers);
    }
}
