package io.augmenta.scoring.distribution;

/**
 * Binomial probabilities to nearly full precision for any n, where products and logarithms of gamma functions cancel: C.
 * Loader, "Fast and accurate computation of binomial probabilities", 2000.
 */
final class BinomialProbability {
    private static final int TABULATED = 16;
    private static final double[] STIRLING_ERROR = new double[TABULATED];

    static {
        double logFactorial = 0;
        for (int n = 1; n < TABULATED; n++) {
            logFactorial += Math.log(n);
            STIRLING_ERROR[n] = logFactorial - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI);
        }
    }

    private BinomialProbability() {}

    /**
     * The probability of j successes in n trials.
     *
     * @param j in {@code [1, n - 1]}
     * @param n number of trials
     * @param expectedSuccesses n·p, greater than 0
     * @param expectedFailures n·(1 - p), greater than 0, given apart because it may be too small to be n - n·p
     */
    static double of(long j, long n, double expectedSuccesses, double expectedFailures) {
        long failures = n - j;
        double exponent = stirlingError(n)
                - stirlingError(j)
                - stirlingError(failures)
                - deviance(j, expectedSuccesses)
                - deviance(failures, expectedFailures);
        return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * j * failures));
    }

    /** The logarithm of n! less that of Stirling's approximation √(2πn)·(n/e)ⁿ. */
    private static double stirlingError(long n) {
        if (n < TABULATED) {
            return STIRLING_ERROR[(int) n];
        }
        double square = (double) n * n;
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square)
                / n;
    }

    /** x·ln(x/m) + m - x, by a series where x is near m and the three terms cancel. */
    private static double deviance(long x, double m) {
        if (Math.abs(x - m) >= 0.1 * (x + m)) {
            return x * Math.log(x / m) + m - x;
        }
        double v = (x - m) / (x + m);
        double sum = (x - m) * v;
        double term = 2 * x * v;
        for (int k = 3; ; k += 2) {
            term *= v * v;
            double next = sum + term / k;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }
}
