package io.augmenta.scoring.distribution;

import java.util.function.DoubleUnaryOperator;

/**
 * Kolmogorov's limiting distribution with corrections in 1/√n up to the third order: W. Pelz and I. J. Good,
 * "Approximating the lower tail-areas of the Kolmogorov-Smirnov one-sample statistic", Journal of the Royal Statistical
 * Society B 38, 1976. What is left is of the order 1/n²: 2e-7 at n = 141, the smallest size it is used for.
 */
final class PelzGood {
    /** Terms fall like exp(-π²k²/(2z²)); with z below 4.3, where it is used, the twentieth is below any double's precision. */
    private static final int TERMS = 20;

    private static final double PI_2 = Math.PI * Math.PI;
    private static final double PI_4 = PI_2 * PI_2;
    private static final double PI_6 = PI_4 * PI_2;

    private PelzGood() {}

    /** The probability of D &lt; x for n values. */
    static double probabilityBelow(long n, double x) {
        double rootN = Math.sqrt((double) n);
        double z = rootN * x;
        double root = Math.sqrt(Math.PI / 2);
        double corrections = (first(z) + (second(z) + third(z) / rootN) / rootN) / rootN;
        return root * (2 / z * oddHalves(z, square -> 1) + corrections);
    }

    private static double first(double z) {
        double z2 = z * z;
        return 2 * oddHalves(z, square -> PI_2 * square - z2) / (6 * z2 * z2);
    }

    private static double second(double z) {
        double z2 = z * z;
        double z4 = z2 * z2;
        double halves = 2
                * oddHalves(
                        z,
                        square -> 6 * z4 * z2
                                + 2 * z4
                                + PI_2 * (2 * z4 - 5 * z2) * square
                                + PI_4 * (1 - 2 * z2) * square * square);
        double wholes = 2 * wholes(z, square -> PI_2 * square);
        return halves / (72 * z4 * z2 * z) - wholes / (36 * z2 * z);
    }

    private static double third(double z) {
        double z2 = z * z;
        double z4 = z2 * z2;
        double halves = 2
                * oddHalves(
                        z,
                        square -> PI_6 * (5 - 30 * z2) * square * square * square
                                + PI_4 * (-60 * z2 + 212 * z4) * square * square
                                + PI_2 * (135 * z4 - 96 * z4 * z2) * square
                                - 30 * z4 * z2
                                - 90 * z4 * z4);
        double wholes = 2 * wholes(z, square -> -PI_4 * square * square + 3 * PI_2 * z2 * square);
        return halves / (6480 * z4 * z4 * z2) + wholes / (216 * z4 * z2);
    }

    /** Sum over k = 1/2, 3/2, … of factor(k²)·exp(-π²k²/(2z²)). */
    private static double oddHalves(double z, DoubleUnaryOperator factor) {
        return sum(z, 0.5, factor);
    }

    /** Sum over k = 1, 2, … of factor(k²)·exp(-π²k²/(2z²)). */
    private static double wholes(double z, DoubleUnaryOperator factor) {
        return sum(z, 1, factor);
    }

    private static double sum(double z, double start, DoubleUnaryOperator factor) {
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            double square = (start + i) * (start + i);
            sum += factor.applyAsDouble(square) * Math.exp(-PI_2 * square / (2 * z * z));
        }
        return sum;
    }
}
