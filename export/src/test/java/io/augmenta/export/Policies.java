package io.augmenta.export;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.EvaluationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Policies of the sample data set that differ in their targets. */
final class Policies {
    private Policies() {}

    static AugmentationPolicy targets(Map<String, Integer> counts, Map<String, Double> ratios) {
        return new AugmentationPolicy(
                "brains",
                counts,
                ratios,
                null,
                null,
                null,
                "wgan-gp",
                Map.of(),
                30,
                7,
                new EvaluationSettings("compact", Map.of(), 7, 5, List.of(), List.of(), ""),
                true,
                Instant.EPOCH);
    }
}
