package io.augmenta.scoring.comparison;

import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.fidelity.FrechetDistance;
import io.augmenta.scoring.fidelity.KernelDistance;
import io.augmenta.scoring.fidelity.ManifoldFigures;
import io.augmenta.scoring.matrix.Workers;

/**
 * How far a set of images is from real ones.
 *
 * @param frechet Fréchet distance (FID)
 * @param kernel kernel distance (KID)
 * @param manifold precision, recall, density and coverage
 */
public record FidelityFigures(FrechetDistance frechet, KernelDistance kernel, ManifoldFigures manifold) {

    /** As few images as all figures can be computed from. */
    public static final int FEWEST_IMAGES = ManifoldFigures.K + 1;

    /**
     * The figures.
     *
     * @param seed of the kernel distance's subsets
     * @throws TooFewSamplesException when a set has fewer than {@value #FEWEST_IMAGES} images
     */
    static FidelityFigures of(ImageSample real, ImageSample scored, long seed, Workers workers) {
        TooFewSamplesException.check("fidelity", "real images", FEWEST_IMAGES, real.count());
        TooFewSamplesException.check("fidelity", "scored images", FEWEST_IMAGES, scored.count());
        return new FidelityFigures(
                FrechetDistance.of(real.features(), scored.features(), workers),
                KernelDistance.of(real.features(), scored.features(), seed, workers),
                ManifoldFigures.of(real.features(), scored.features(), ManifoldFigures.K, workers));
    }
}
