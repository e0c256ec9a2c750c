package io.augmenta.scoring.classification;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a classifier is right as often as it says: its predictions, in bins of like confidence. The error is the expected
 * calibration error of C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger ("On Calibration of Modern Neural Networks", ICML
 * 2017): the bins' distances between accuracy and mean confidence, weighted by their predictions. With few predictions it is
 * above 0 even for a perfectly calibrated classifier. Immutable.
 *
 * @param bins {@value #BINS} bins of equal width, from the least confident on; the i-th holds confidences in
 *     {@code (i / BINS, (i + 1) / BINS]}
 */
public record Calibration(List<Bin> bins) {
    /** As many bins as in the paper. */
    public static final int BINS = 15;

    /** What a confidence may lie outside {@code [0, 1]} by, as sums of single-precision numbers do. */
    private static final double ROUNDING = 1e-4;

    /** Copies the list. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Predictions of like confidence.
     *
     * @param count how many there are
     * @param correct how many of them are right
     * @param confidenceSum sum of their confidences
     */
    public record Bin(long count, long correct, double confidenceSum) {

        /** Share that is right; 0 where there are none. */
        public double accuracy() {
            return Ratio.of(correct, count);
        }

        /** Mean confidence; 0 where there are none. */
        public double confidence() {
            return count == 0 ? 0 : confidenceSum / count;
        }

        Bin with(double confidence, boolean right) {
            return new Bin(count + 1, correct + (right ? 1 : 0), confidenceSum + confidence);
        }

        Bin plus(Bin other) {
            return new Bin(count + other.count, correct + other.correct, confidenceSum + other.confidenceSum);
        }
    }

    /**
     * Sorts predictions into bins.
     *
     * @param confidences the probability of the predicted class for each image, in {@code [0, 1]}
     * @param correct whether each prediction is right, in the same order
     * @throws IllegalArgumentException when there are no predictions, the arrays differ in length or a confidence is none
     */
    public static Calibration of(double[] confidences, boolean[] correct) {
        if (confidences.length != correct.length || confidences.length == 0) {
            throw new IllegalArgumentException(
                    "Calibration needs a confidence for each of at least one prediction, got " + confidences.length
                            + " confidences of " + correct.length + " predictions");
        }
        Bin[] bins = new Bin[BINS];
        Arrays.fill(bins, new Bin(0, 0, 0));
        for (int i = 0; i < confidences.length; i++) {
            int bin = bin(confidences[i]);
            bins[bin] = bins[bin].with(confidences[i], correct[i]);
        }
        return new Calibration(List.of(bins));
    }

    private static int bin(double confidence) {
        boolean isConfidence = confidence >= -ROUNDING && confidence <= 1 + ROUNDING;
        if (!isConfidence) {
            throw new IllegalArgumentException("A confidence lies in [0, 1], got " + confidence);
        }
        return Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
    }

    /** The predictions of both together. */
    public Calibration plus(Calibration other) {
        return new Calibration(IntStream.range(0, BINS)
                .mapToObj(i -> bins.get(i).plus(other.bins.get(i)))
                .toList());
    }

    /** The expected calibration error, in {@code [0, 1]}; 0 is best. */
    public double expectedError() {
        long all = bins.stream().mapToLong(Bin::count).sum();
        return bins.stream()
                .mapToDouble(bin -> Ratio.of(bin.count(), all) * Math.abs(bin.accuracy() - bin.confidence()))
                .sum();
    }
}
