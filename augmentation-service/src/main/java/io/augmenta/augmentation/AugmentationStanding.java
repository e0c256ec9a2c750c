package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.TrainingTargets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a data set stands against its policy.
 *
 * @param policy what is asked for
 * @param version the version that was sealed last; null before the first
 * @param released the generator that is released; null for none
 * @param real real training images by class
 * @param synthetic synthetic ones that count, of generators that were not refused since, up to the target
 * @param targets what the policy asks for, without the classes that it asks nothing for
 * @param missing what lacks
 * @param latest the latest step; null before the first
 */
public record AugmentationStanding(
        AugmentationPolicy policy,
        @Nullable String version,
        @Nullable String released,
        Map<String, Integer> real,
        Map<String, Integer> synthetic,
        Map<String, Integer> targets,
        Map<String, Integer> missing,
        @Nullable AugmentationStep latest) {

    static Optional<AugmentationStanding> of(Dossier known) {
        return known.policy().map(policy -> {
            Optional<DatasetVersion> version = known.latestVersion();
            Map<String, Integer> real = version.map(TrainingTargets::real).orElse(Map.of());
            Map<String, Integer> held = known.held();
            Map<String, Integer> targets =
                    version.map(latest -> TrainingTargets.of(policy, latest)).orElse(Map.of());
            return new AugmentationStanding(
                    policy,
                    version.map(DatasetVersion::version).orElse(null),
                    known.released().map(CheckpointPublished::checkpointId).orElse(null),
                    real,
                    TrainingTargets.counting(targets, real, held),
                    targets,
                    TrainingTargets.missing(targets, real, held),
                    known.last(step -> true).orElse(null));
        });
    }
}
