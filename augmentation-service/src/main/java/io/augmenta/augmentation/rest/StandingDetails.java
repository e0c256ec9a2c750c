package io.augmenta.augmentation.rest;

import io.augmenta.augmentation.AugmentationStanding;
import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.EvaluationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a data set stands, for people. */
@Schema(name = "Augmentation")
public record StandingDetails(
        String dataset,
        boolean active,

        @Schema(description = "The version that was sealed last") @Nullable String version,

        @Schema(description = "The generator that is released") @Nullable String released,

        @Schema(description = "Real training images by class")
        Map<String, Integer> real,

        @Schema(description = "Synthetic images by class that count: of generators not refused since, up to the target")
        Map<String, Integer> synthetic,

        @Schema(description = "What the policy asks for") Map<String, Integer> targets,
        @Schema(description = "What lacks") Map<String, Integer> missing,
        @Nullable StepDetails latestStep,
        Policy policy) {

    /** The policy as it was set, defaults filled in. */
    @Schema(name = "AugmentationPolicy")
    public record Policy(
            Map<String, Integer> targetCounts,
            Map<String, Double> targetRatios,
            @Nullable Double growth,
            @Nullable Long newImages,
            @Nullable String every,
            String recipe,
            Map<String, String> parameters,
            int epochs,
            long seed,
            String classifier,
            Map<String, String> classifierParameters,
            int evaluationSeeds,
            List<String> controls,
            String extractor,

            @Schema(description = "Limits in place of the evaluator's own; null where a rule is taken away")
            Map<String, @Nullable Double> gate,

            Instant setAt) {

        static Policy of(AugmentationPolicy policy) {
            Duration every = policy.retrainEvery();
            EvaluationSettings evaluation = policy.evaluation();
            return new Policy(
                    new TreeMap<>(policy.targetCounts()),
                    new TreeMap<>(policy.targetRatios()),
                    policy.retrainGrowth(),
                    policy.retrainNewImages(),
                    every == null ? null : every.toString(),
                    policy.recipe(),
                    new TreeMap<>(policy.parameters()),
                    policy.epochs(),
                    policy.seed(),
                    evaluation.classifier(),
                    new TreeMap<>(evaluation.parameters()),
                    evaluation.seeds(),
                    evaluation.controls(),
                    evaluation.extractor(),
                    evaluation.gate().byRule(),
                    policy.setAt());
        }
    }

    static StandingDetails of(AugmentationStanding standing) {
        AugmentationStep latest = standing.latest();
        return new StandingDetails(
                standing.policy().dataset(),
                standing.policy().active(),
                standing.version(),
                standing.released(),
                new TreeMap<>(standing.real()),
                new TreeMap<>(standing.synthetic()),
                new TreeMap<>(standing.targets()),
                new TreeMap<>(standing.missing()),
                latest == null ? null : StepDetails.of(latest),
                Policy.of(standing.policy()));
    }
}
