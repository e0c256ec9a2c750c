package io.augmenta.scoring.privacy;

import io.augmenta.scoring.features.TooFewSamplesException;
import java.util.Arrays;
import java.util.List;

/**
 * How many generated images lie nearer to a training image than real images that were held out do.
 *
 * <p>The rule: sort the distances of the n held-out images to their nearest training images and take number
 * {@code ⌊quantile · n⌋ + 1} of them as threshold; a generated image below it is suspected of being a copy. If the
 * generator had learned the distribution and nothing else, generated images would be like held-out ones, and with b
 * held-out ones below the threshold, a share of {@code (b + 1) / (n + 1)} of them would be below by chance. What exceeds
 * that is the copy rate.
 *
 * <p>Where distances are whole numbers, as those of fingerprints are, several held-out images may lie at the threshold: then
 * b is smaller than {@code ⌊quantile · n⌋}, and so is what chance is taken to explain.
 *
 * <p>The held-out images must have no near twins in the training set, or the threshold is too low to see anything; with a
 * threshold of 0, {@link #blind} says so.
 *
 * @param threshold in the unit of the distances
 * @param quantile the share of held-out images that the threshold is chosen by, in {@code [0, 1)}
 * @param suspected how many generated images are below the threshold
 * @param share which share of them that is, in {@code [0, 1]}
 * @param expectedShare which share would be below by chance, in {@code (0, 1)}
 * @param rate the share beyond chance, {@code max(0, (share - expected) / (1 - expected))}, in {@code [0, 1]}
 */
public record CopyRate(
        double threshold, double quantile, int suspected, double share, double expectedShare, double rate) {
    /** One held-out image in a hundred is called suspect. */
    public static final double QUANTILE = 0.01;

    static CopyRate of(List<Match> generated, List<Match> heldOut, double quantile) {
        double[] sorted = sorted(heldOut);
        double threshold = threshold(sorted, quantile);
        long heldOutBelow =
                Arrays.stream(sorted).filter(distance -> distance < threshold).count();
        int suspected = (int)
                generated.stream().filter(match -> match.distance() < threshold).count();
        double expected = (heldOutBelow + 1) / (sorted.length + 1.0);
        return of(threshold, quantile, suspected, generated.size(), expected);
    }

    private static CopyRate of(double threshold, double quantile, int suspected, int generated, double expected) {
        double share = (double) suspected / generated;
        double rate = Math.max(0, (share - expected) / (1 - expected));
        return new CopyRate(threshold, quantile, suspected, share, expected, rate);
    }

    /**
     * The copy rate of these generated images together with further ones that were taken away before, since they are copies:
     * what it would have been without the one who took them.
     *
     * @param generated how many generated images this is the copy rate of, at least 1
     * @param withheld how many were taken away, 0 or more
     */
    public CopyRate withWithheld(int generated, int withheld) {
        if (generated < Math.max(1, suspected) || withheld < 0) {
            throw new IllegalArgumentException("expected at least " + Math.max(1, suspected)
                    + " generated images and 0 or more withheld ones, got " + generated + " and " + withheld);
        }
        return of(threshold, quantile, suspected + withheld, generated + withheld, expectedShare);
    }

    /**
     * The distance below which a generated image is suspected of being a copy.
     *
     * @param heldOut the nearest training image of each held-out one
     * @param quantile the share of held-out images that it is chosen by, in {@code [0, 1)}
     * @throws TooFewSamplesException when there are no held-out images
     */
    public static double threshold(List<Match> heldOut, double quantile) {
        TooFewSamplesException.check("a threshold for copies", "held-out images", 1, heldOut.size());
        return threshold(sorted(heldOut), quantile);
    }

    private static double[] sorted(List<Match> heldOut) {
        return heldOut.stream().mapToDouble(Match::distance).sorted().toArray();
    }

    private static double threshold(double[] sorted, double quantile) {
        if (!(quantile >= 0 && quantile < 1)) {
            throw new IllegalArgumentException("Expected a quantile in [0, 1), got " + quantile);
        }
        return sorted[(int) Math.floor(quantile * sorted.length)];
    }

    /** Whether nothing can be below the threshold, since held-out images are themselves in the training set. */
    public boolean blind() {
        return threshold == 0;
    }
}
