package io.augmenta.scoring.repetition;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The range in which a figure lies with 95 % confidence.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
    /** How often such intervals hold what they are about. */
    public static final double CONFIDENCE = 0.95;

    /**
     * The interval around a mean of values that are independent and roughly normal, by W. S. Gosset's t distribution ("The
     * probable error of a mean", Biometrika 6, 1908).
     *
     * @param deviation standard deviation of the values (divisor n - 1)
     * @param count how many values, at least 2
     */
    static Interval ofMean(double mean, double deviation, int count) {
        double quantile = new TDistribution(count - 1.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double reach = quantile * deviation / Math.sqrt(count);
        return new Interval(mean - reach, mean + reach);
    }

    /** Whether a value lies in the interval, its ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
