package io.augmenta.quickstart.comparison;

import io.augmenta.scoring.distribution.KolmogorovSmirnov;

/**
 * Two sets of images compared by their intensities.
 *
 * @param realImages images of the first set
 * @param generatedImages images of the second set
 * @param pixels all pixels of the one against all pixels of the other; since neighbouring pixels depend on one another,
 *     the p-value overstates the evidence
 * @param imageMeans the mean intensities of the images, which are independent
 */
public record IntensityTests(
        int realImages, int generatedImages, KolmogorovSmirnov pixels, KolmogorovSmirnov imageMeans) {

    static IntensityTests of(Intensities real, Intensities generated) {
        return new IntensityTests(
                real.images(),
                generated.images(),
                KolmogorovSmirnov.of(real.pixels(), generated.pixels()),
                KolmogorovSmirnov.of(real.means(), generated.means()));
    }
}
