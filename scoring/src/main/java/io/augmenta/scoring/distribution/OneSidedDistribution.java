package io.augmenta.scoring.distribution;

/** The distribution of the one-sided one-sample Kolmogorov-Smirnov statistic D⁺ of n values. */
final class OneSidedDistribution {
    /** Beyond this the sum would take long, and the asymptote is off by a share of the order 1/n only. */
    private static final long SUMMED_UP_TO = 1_000_000;

    private OneSidedDistribution() {}

    /**
     * The probability of D⁺ ≥ x.
     *
     * @param n sample size, 1 or more
     * @param x distance in (0, 1)
     */
    static double probabilityOfAtLeast(long n, double x) {
        return n > SUMMED_UP_TO ? asymptote(n, x) : birnbaumTingey(n, x);
    }

    /**
     * Birnbaum and Tingey's exact sum x·Σ C(n, j) (x + j/n)^(j-1) (1 - x - j/n)^(n-j) over 0 ≤ j ≤ n·(1-x). The j-th term is a
     * binomial probability, all terms are positive, and so the sum is as accurate as they are. ("One-sided confidence
     * contours for probability distribution functions", Annals of Mathematical Statistics 22, 1951.)
     */
    private static double birnbaumTingey(long n, double x) {
        double sum = Math.exp(n * Math.log1p(-x));
        for (long j = 1; j < n; j++) {
            double p = x + (double) j / n;
            double q = 1 - x - (double) j / n;
            if (q <= 0) {
                break;
            }
            sum += x * BinomialProbability.of(j, n, n * x + j, n * q) / p;
        }
        return sum;
    }

    /** Smirnov's limit exp(-2·n·x²) with the first correction for finite n. */
    private static double asymptote(long n, double x) {
        double shifted = 6 * n * x + 1;
        return Math.exp(-shifted * shifted / (18.0 * n));
    }
}
