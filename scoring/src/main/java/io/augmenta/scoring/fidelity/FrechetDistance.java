package io.augmenta.scoring.fidelity;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.ImpossibleFeaturesException;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * The Fréchet distance of two sets of features, taken as Gaussian: M. Heusel et al., "GANs trained by a two time-scale
 * update rule converge to a local Nash equilibrium" (NeurIPS 2017), with unbiased covariances as in the authors' code.
 *
 * <p>The figure is {@code |μ₁-μ₂|² + tr Σ₁ + tr Σ₂ - 2 tr (Σ₁Σ₂)^½}. The last term is computed as the sum of the singular
 * values of {@code F₁F₂ᵀ} with {@code FᵢᵀFᵢ = Σᵢ}, which is the same number without a square root of small eigenvalues;
 * nothing is added to the covariances.
 *
 * <p>It is biased: upwards, and the more so the fewer images there are. Compare only figures of equal sample counts.
 *
 * @param value 0 or more, 0 for equal means and covariances; in squared units of the features
 * @param first number of images of the first set
 * @param second number of images of the second set
 * @param width number of features
 */
public record FrechetDistance(double value, int first, int second, int width) {

    /**
     * The distance of two sets.
     *
     * @throws TooFewSamplesException when one has fewer than 2 rows
     * @throws ImpossibleFeaturesException when they differ in width
     */
    public static FrechetDistance of(FeatureMatrix first, FeatureMatrix second, Workers workers) {
        FeatureMatrix.checkSameWidth(first, second);
        List<FeatureMoments> moments = FeatureMoments.ofAll(List.of(first, second), workers);
        List<FrechetDistance> distance = new ArrayList<>();
        workers.each(1, only -> distance.add(of(moments.get(0), moments.get(1))));
        return distance.get(0);
    }

    /**
     * The distance of two sets whose moments are known.
     *
     * @throws IllegalArgumentException when they differ in width
     */
    public static FrechetDistance of(FeatureMoments first, FeatureMoments second) {
        if (first.width() != second.width()) {
            throw new IllegalArgumentException("Expected moments of features of one extractor, got " + first.width()
                    + " and " + second.width() + " numbers an image");
        }
        double value = first.squaredDistanceOfMeans(second)
                + first.variance()
                + second.variance()
                - 2 * first.commonVariance(second);
        return new FrechetDistance(Math.max(0, value), first.count(), second.count(), first.width());
    }
}
