package io.augmenta.scoring.distribution;

/**
 * The distribution of the two-sided one-sample Kolmogorov-Smirnov statistic D of n values.
 *
 * <p>No single formula is both exact and fast everywhere, so each region of (n, x) has its own, as charted by R. Simard and
 * P. L'Ecuyer, "Computing the two-sided Kolmogorov-Smirnov distribution", Journal of Statistical Software 39(11), 2011.
 */
final class OneSampleDistribution {
    private OneSampleDistribution() {}

    /**
     * The probability of D ≥ x.
     *
     * @param n sample size, 1 or more
     * @param x distance
     */
    static double probabilityOfAtLeast(long n, double x) {
        double t = n * x;
        if (t <= 0.5) {
            return 1;
        }
        if (x >= 1) {
            return 0;
        }
        if (t <= 1) {
            return clipped(1 - ofSmallest(n, t));
        }
        if (t >= n - 1.0) {
            return clipped(2 * Math.exp(n * Math.log1p(-x)));
        }
        if (x >= 0.5 || isRightTail(n, t * x)) {
            return clipped(2 * OneSidedDistribution.probabilityOfAtLeast(n, x));
        }
        return clipped(1 - probabilityBelow(n, x));
    }

    /** Where D⁺ and D⁻ are hardly ever both large, so that the two-sided probability is twice the one-sided. */
    private static boolean isRightTail(long n, double nxSquared) {
        return n <= 140 ? nxSquared > 4 : nxSquared >= 2.2;
    }

    /** Ruben and Gambino's n!·(2x - 1/n)ⁿ for 1/(2n) ≤ x ≤ 1/n, with t = n·x. */
    private static double ofSmallest(long n, double t) {
        double probability = 1;
        for (long i = 1; i <= n && probability > 0; i++) {
            probability *= (double) i / n * (2 * t - 1);
        }
        return probability;
    }

    private static double probabilityBelow(long n, double x) {
        boolean matrixIsSmall = n <= 140 || (n <= 100_000 && n * Math.pow(x, 1.5) <= 1.4);
        return matrixIsSmall ? durbinMatrix((int) n, x) : PelzGood.probabilityBelow(n, x);
    }

    /**
     * Exact, by Durbin's matrix: G. Marsaglia, W. W. Tsang and J. Wang, "Evaluating Kolmogorov's distribution", Journal of
     * Statistical Software 8(18), 2003.
     */
    private static double durbinMatrix(int n, double x) {
        int k = (int) Math.ceil(n * x);
        double h = k - n * x;
        ScaledMatrix power = ScaledMatrix.of(durbinEntries(2 * k - 1, h)).power(n);
        return power.timesFactorialOverPower(k - 1, n);
    }

    private static double[][] durbinEntries(int size, double h) {
        double[][] entries = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < Math.min(i + 2, size); j++) {
                entries[i][j] = 1;
            }
        }
        for (int i = 0; i < size; i++) {
            entries[i][0] -= Math.pow(h, i + 1);
            entries[size - 1][i] -= Math.pow(h, size - i);
        }
        if (2 * h > 1) {
            entries[size - 1][0] += Math.pow(2 * h - 1, size);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                for (int g = 2; g <= i - j + 1; g++) {
                    entries[i][j] /= g;
                }
            }
        }
        return entries;
    }

    private static double clipped(double probability) {
        return Math.min(Math.max(probability, 0), 1);
    }
}
