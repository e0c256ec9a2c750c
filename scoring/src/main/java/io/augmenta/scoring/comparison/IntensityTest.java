package io.augmenta.scoring.comparison;

import io.augmenta.scoring.distribution.IntensityHistogram;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import io.augmenta.scoring.pixels.ImageSet;
import io.augmenta.scoring.pixels.ImageStatistic;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far apart the intensities of two sets of images are.
 *
 * @param pixels the test on all pixels; neighbouring pixels depend on each other, so only its statistic means much
 * @param perImage for each statistic the test on one number for each image, whose p-value can be taken at its word
 * @param first intensities of the first set
 * @param second intensities of the second set
 */
public record IntensityTest(
        KolmogorovSmirnov pixels,
        Map<ImageStatistic, KolmogorovSmirnov> perImage,
        IntensityHistogram first,
        IntensityHistogram second) {

    /** Copies the map. */
    public IntensityTest {
        perImage = Collections.unmodifiableMap(new EnumMap<>(perImage));
    }

    /**
     * Compares two sets of images, which may differ in size.
     *
     * @param first at least one image
     * @param second at least one image
     * @throws IllegalArgumentException when one has no image
     */
    public static IntensityTest of(ImageSet first, ImageSet second) {
        IntensityHistogram firstHistogram = IntensityHistogram.of(first.images());
        IntensityHistogram secondHistogram = IntensityHistogram.of(second.images());
        Map<ImageStatistic, KolmogorovSmirnov> perImage = new EnumMap<>(ImageStatistic.class);
        for (ImageStatistic statistic : ImageStatistic.values()) {
            perImage.put(statistic, KolmogorovSmirnov.of(statistic.of(first), statistic.of(second)));
        }
        return new IntensityTest(
                KolmogorovSmirnov.of(firstHistogram, secondHistogram), perImage, firstHistogram, secondHistogram);
    }

    /** The test on one statistic. */
    public KolmogorovSmirnov of(ImageStatistic statistic) {
        KolmogorovSmirnov test = perImage.get(statistic);
        if (test == null) {
            throw new IllegalArgumentException("There is no test of " + statistic + "; there are " + perImage.keySet());
        }
        return test;
    }
}
