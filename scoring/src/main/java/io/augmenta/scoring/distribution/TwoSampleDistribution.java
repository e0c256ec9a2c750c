package io.augmenta.scoring.distribution;

import java.util.Arrays;

/**
 * The exact distribution of the two-sample Kolmogorov-Smirnov statistic for continuous data.
 *
 * <p>If both samples come from one distribution, every order in which their n + m values can fall is equally probable. An
 * order is a lattice path from (0, 0) to (n, m); the statistic is the path's largest distance from the diagonal, so the
 * p-value is the share of paths that touch or leave a band around it.
 */
final class TwoSampleDistribution {
    private TwoSampleDistribution() {}

    /**
     * The probability of a distance of at least {@code distance / (n·m)}.
     *
     * @param n size of one sample, 1 or more
     * @param m size of the other, 1 or more
     * @param distance in multiples of 1 / (n·m)
     */
    static double probabilityOfAtLeast(int n, int m, long distance) {
        if (distance == 0) {
            return 1;
        }
        return n == m ? ofEqualSizes(n, distance / n) : ofAnySizes(Math.max(n, m), Math.min(n, m), distance);
    }

    /**
     * Share of paths that reach the distance, by a recursion over lattice points whose every step is a weighted mean of
     * numbers in {@code [0, 1]}, so that no digits are lost however small the result is: the paths to (i, j) come over
     * (i-1, j) in i of i + j cases and over (i, j-1) in the others. T. Viehmann, "Numerically more stable computation of the
     * p-values for the two-sample Kolmogorov-Smirnov test", 2021, arXiv:2102.08037.
     */
    private static double ofAnySizes(int n, int m, long distance) {
        double[] reached = new double[m + 1];
        Arrays.fill(reached, 1);
        reached[0] = 0;
        int low = 0;
        int high = 0;
        for (int j = 1; j <= m && (long) j * n < distance; j++) {
            reached[j] = 0;
            high = j;
        }
        for (int i = 1; i <= n; i++) {
            long diagonal = (long) i * m;
            while (low <= m && diagonal - (long) low * n >= distance) {
                reached[low] = 1;
                low++;
            }
            while (high < m && (high + 1L) * n - diagonal < distance) {
                high++;
            }
            for (int j = low; j <= high; j++) {
                double fromBelow = j == 0 ? 0 : reached[j - 1];
                reached[j] = (reached[j] * i + fromBelow * j) / (i + j);
            }
        }
        return reached[m];
    }

    /**
     * Gnedenko and Korolyuk's closed form, 2·Σ (-1)^(k-1) C(2n, n-k·h) / C(2n, n) over k = 1, 2, …, summed from its last term
     * inwards so that the ratios of binomials stay near 1.
     */
    private static double ofEqualSizes(int n, long h) {
        double sum = 0;
        for (long k = n / h; k >= 1; k--) {
            double ratio = 1;
            for (long i = (k - 1) * h; i < k * h; i++) {
                ratio *= (double) (n - i) / (n + i + 1);
            }
            sum = ratio * (1 - sum);
        }
        return Math.min(2 * sum, 1);
    }
}
