package io.augmenta.scoring.comparison;

import io.augmenta.scoring.features.FeatureMatrix;
import java.util.List;
import java.util.Optional;

/**
 * What images are compared by beside their pixels.
 *
 * @param fingerprints some words of bits for each image, for all as many; the arrays are not copied and must not be changed
 *     any more
 * @param features a row for each image; empty where there is no extractor
 */
public record Traits(List<long[]> fingerprints, Optional<FeatureMatrix> features) {

    /** @throws IllegalArgumentException when there are not as many fingerprints as rows */
    public Traits {
        fingerprints = List.copyOf(fingerprints);
        if (features.isPresent() && features.get().count() != fingerprints.size()) {
            throw new IllegalArgumentException(
                    "Expected a fingerprint and a row of features for each image, got " + fingerprints.size()
                            + " fingerprints and " + features.get().count() + " rows");
        }
    }

    /** How many images they are of. */
    int count() {
        return fingerprints.size();
    }
}
