package io.augmenta.scoring.fidelity;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.ImpossibleFeaturesException;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import java.util.Arrays;

/**
 * The kernel inception distance of M. Bińkowski et al., "Demystifying MMD GANs" (ICLR 2018): the unbiased estimate of the
 * squared maximum mean discrepancy under the kernel {@code (x·y/d + 1)³}, averaged over subsets.
 *
 * <p>Unbiased, so it does not depend on the number of images beyond its spread, and may be below zero where the sets are
 * alike.
 *
 * @param mean over the subsets
 * @param deviation standard deviation over the subsets (divisor n - 1); 0 where there is one subset. Subsets overlap, so it
 *     tells how much one subset varies, not how sure the mean is
 * @param first number of images of the first set
 * @param second number of images of the second set
 * @param width d, the number of features
 * @param subsets how many subsets were drawn of each set
 * @param subsetSize how many images each has, drawn without replacement
 * @param seed of the drawing
 */
public record KernelDistance(
        double mean, double deviation, int first, int second, int width, int subsets, int subsetSize, long seed) {
    /** As many subsets as the authors draw. */
    public static final int SUBSETS = 100;

    /** As large as the authors' subsets. */
    public static final int SUBSET_SIZE = 1000;

    private static final int NEEDED = 2;

    /**
     * The distance over {@value #SUBSETS} subsets of {@value #SUBSET_SIZE} images, or of as many as the smaller set has.
     * Where both sets are of that size all subsets would be the same, so one is taken.
     *
     * @throws TooFewSamplesException when one set has fewer than 2 rows
     * @throws ImpossibleFeaturesException when they differ in width
     */
    public static KernelDistance of(FeatureMatrix first, FeatureMatrix second, long seed, Workers workers) {
        int size = Math.min(SUBSET_SIZE, Math.min(first.count(), second.count()));
        boolean whole = size == first.count() && size == second.count();
        return of(first, second, whole ? 1 : SUBSETS, size, seed, workers);
    }

    /**
     * The distance over as many subsets as wanted.
     *
     * @param subsets at least 1
     * @param subsetSize at least 2
     * @throws TooFewSamplesException when a set has fewer rows than a subset is to have
     * @throws ImpossibleFeaturesException when they differ in width
     */
    public static KernelDistance of(
            FeatureMatrix first, FeatureMatrix second, int subsets, int subsetSize, long seed, Workers workers) {
        FeatureMatrix.checkSameWidth(first, second);
        int needed = Math.max(NEEDED, subsetSize);
        TooFewSamplesException.check("a kernel distance", "images of the first set", needed, first.count());
        TooFewSamplesException.check("a kernel distance", "images of the second set", needed, second.count());
        if (subsets < 1 || subsetSize < NEEDED) {
            throw new IllegalArgumentException("Expected at least 1 subset of at least " + NEEDED + " images, got "
                    + subsets + " of " + subsetSize);
        }
        SubsetPairs pairs = SubsetPairs.draw(seed, subsets, subsetSize, first.count(), second.count());
        double[] discrepancies = KernelDiscrepancies.of(first, second, pairs, workers);
        double mean = Arrays.stream(discrepancies).average().orElseThrow();
        return new KernelDistance(
                mean,
                deviation(discrepancies, mean),
                first.count(),
                second.count(),
                first.width(),
                subsets,
                subsetSize,
                seed);
    }

    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length == 1 ? 0 : Math.sqrt(sum / (values.length - 1));
    }
}
