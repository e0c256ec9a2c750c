package io.augmenta.evaluator.study;

import io.augmenta.scoring.distribution.ImageMeans;
import io.augmenta.scoring.distribution.IntensityHistogram;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import java.util.List;

/**
 * How far apart the intensities of two sets of images are.
 *
 * @param pixels the test on all pixels; neighbouring pixels depend on each other, so only its statistic means much
 * @param imageMeans the test on one mean for each image, whose p-value can be taken at its word
 * @param first intensities of the first set
 * @param second intensities of the second set
 */
public record IntensityTest(
        KolmogorovSmirnov pixels, KolmogorovSmirnov imageMeans, IntensityHistogram first, IntensityHistogram second) {

    /**
     * Compares two sets of images.
     *
     * @param first at least one image
     * @param second at least one image
     */
    public static IntensityTest of(List<StudyImage> first, List<StudyImage> second) {
        IntensityHistogram firstHistogram = IntensityHistogram.of(pixels(first));
        IntensityHistogram secondHistogram = IntensityHistogram.of(pixels(second));
        return new IntensityTest(
                KolmogorovSmirnov.of(firstHistogram, secondHistogram),
                KolmogorovSmirnov.of(ImageMeans.of(pixels(first)), ImageMeans.of(pixels(second))),
                firstHistogram,
                secondHistogram);
    }

    private static List<byte[]> pixels(List<StudyImage> images) {
        return images.stream().map(image -> image.pixels().toArray()).toList();
    }
}
