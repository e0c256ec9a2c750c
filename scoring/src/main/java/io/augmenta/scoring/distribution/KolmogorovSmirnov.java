package io.augmenta.scoring.distribution;

import java.util.Arrays;

/**
 * The two-sided two-sample Kolmogorov-Smirnov test: are two samples drawn from one distribution?
 *
 * <p>Statistic and p-value are those of SciPy's {@code ks_2samp(method="auto")}. Where no sample has more than
 * {@value #EXACT_UP_TO} values the p-value is exact, otherwise it comes from the distribution of the one-sample statistic
 * at the effective size {@code n·m/(n+m)}. Ties are allowed; the p-value is then an upper bound. Immutable.
 *
 * @param statistic the largest distance between the two empirical distribution functions, in {@code [0, 1]}
 * @param pValue how probable a distance at least this large is when there is one distribution, in {@code [0, 1]}
 * @param firstSize number of values of the first sample
 * @param secondSize number of values of the second sample
 * @param method how the p-value was obtained
 */
public record KolmogorovSmirnov(double statistic, double pValue, long firstSize, long secondSize, Method method) {
    /** The largest sample for which the exact p-value is computed. */
    public static final int EXACT_UP_TO = 10_000;

    /** How a p-value was obtained. */
    public enum Method {
        /** By counting the orders in which two such samples can fall. */
        EXACT,
        /** From the distribution of the one-sample statistic at the effective sample size. */
        ASYMPTOTIC
    }

    /**
     * Compares two samples.
     *
     * @param first at least one value, none NaN; not changed
     * @param second at least one value, none NaN; not changed
     * @throws IllegalArgumentException when a sample is empty or has a NaN
     */
    public static KolmogorovSmirnov of(double[] first, double[] second) {
        return ofSorted(sorted(first, "first"), sorted(second, "second"));
    }

    /** Compares two samples of whole numbers; see {@link #of(double[], double[])}. */
    public static KolmogorovSmirnov of(int[] first, int[] second) {
        return of(
                Arrays.stream(first).asDoubleStream().toArray(),
                Arrays.stream(second).asDoubleStream().toArray());
    }

    /**
     * Compares the pixels of two sets of images, with the result that {@link #of(int[], int[])} gives for all the pixels,
     * in time that does not depend on how many there are (beyond the p-value's).
     *
     * @throws IllegalArgumentException when a histogram has no pixels
     */
    public static KolmogorovSmirnov of(IntensityHistogram first, IntensityHistogram second) {
        checkSize(first.pixels(), "first");
        checkSize(second.pixels(), "second");
        long firstBelow = 0;
        long secondBelow = 0;
        Distance largest = new Distance(first.pixels(), second.pixels());
        for (int level = 0; level < IntensityHistogram.LEVELS; level++) {
            firstBelow += first.count(level);
            secondBelow += second.count(level);
            largest.observe(firstBelow, secondBelow);
        }
        return largest.test();
    }

    private static KolmogorovSmirnov ofSorted(double[] first, double[] second) {
        Distance largest = new Distance(first.length, second.length);
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            double value = Math.min(first[i], second[j]);
            i = endOfRun(first, i, value);
            j = endOfRun(second, j, value);
            largest.observe(i, j);
        }
        return largest.test();
    }

    /** Tied values count all at once: the distance is only looked at where both functions have finished their step. */
    private static int endOfRun(double[] sorted, int from, double value) {
        int end = from;
        while (end < sorted.length && sorted[end] <= value) {
            end++;
        }
        return end;
    }

    private static double[] sorted(double[] values, String which) {
        checkSize(values.length, which);
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("The " + which + " sample has a value that is not a number");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static void checkSize(long size, String which) {
        if (size == 0) {
            throw new IllegalArgumentException(
                    "A Kolmogorov-Smirnov test needs at least one value in each sample, the " + which + " has none");
        }
    }

    /** The largest distance so far, in whole multiples of 1 / (n·m), so that it is free of rounding. */
    private static final class Distance {
        private final long firstSize;
        private final long secondSize;
        private long largest;

        Distance(long firstSize, long secondSize) {
            this.firstSize = firstSize;
            this.secondSize = secondSize;
        }

        void observe(long firstBelow, long secondBelow) {
            long distance = Math.multiplyExact(firstBelow, secondSize) - Math.multiplyExact(secondBelow, firstSize);
            largest = Math.max(largest, Math.abs(distance));
        }

        KolmogorovSmirnov test() {
            double statistic = (double) largest / firstSize / secondSize;
            if (Math.max(firstSize, secondSize) <= EXACT_UP_TO) {
                double pValue = TwoSampleDistribution.probabilityOfAtLeast((int) firstSize, (int) secondSize, largest);
                return new KolmogorovSmirnov(statistic, pValue, firstSize, secondSize, Method.EXACT);
            }
            double effectiveSize = (double) firstSize * secondSize / (firstSize + secondSize);
            double pValue = OneSampleDistribution.probabilityOfAtLeast((long) Math.rint(effectiveSize), statistic);
            return new KolmogorovSmirnov(statistic, pValue, firstSize, secondSize, Method.ASYMPTOTIC);
        }
    }
}
