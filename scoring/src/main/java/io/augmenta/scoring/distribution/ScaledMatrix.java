package io.augmenta.scoring.distribution;

/** A square matrix times a power of two, so that high powers of it stay within the range of a double. */
final class ScaledMatrix {
    private static final int RESCALE_ABOVE_EXPONENT = 400;

    private final double[][] entries;
    private final int exponent;

    private ScaledMatrix(double[][] entries, int exponent) {
        this.entries = entries;
        this.exponent = exponent;
    }

    static ScaledMatrix of(double[][] entries) {
        return new ScaledMatrix(entries, 0);
    }

    /** This matrix to the power n, n ≥ 1, by repeated squaring. */
    ScaledMatrix power(int n) {
        if (n == 1) {
            return this;
        }
        ScaledMatrix half = power(n / 2);
        ScaledMatrix square = half.times(half);
        return n % 2 == 0 ? square : square.times(this);
    }

    private ScaledMatrix times(ScaledMatrix other) {
        int size = entries.length;
        double[][] product = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double factor = entries[i][k];
                for (int j = 0; j < size; j++) {
                    product[i][j] += factor * other.entries[k][j];
                }
            }
        }
        return new ScaledMatrix(product, exponent + other.exponent).rescaled();
    }

    private ScaledMatrix rescaled() {
        int middle = entries.length / 2;
        int shift = Math.getExponent(entries[middle][middle]);
        if (shift < RESCALE_ABOVE_EXPONENT) {
            return this;
        }
        for (double[] row : entries) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.scalb(row[j], -shift);
            }
        }
        return new ScaledMatrix(entries, exponent + shift);
    }

    /** The diagonal entry at {@code index} times n! / nⁿ. */
    double timesFactorialOverPower(int index, int n) {
        double value = entries[index][index];
        int scale = exponent;
        for (int i = 1; i <= n; i++) {
            value *= (double) i / n;
            int shift = Math.getExponent(value);
            if (shift < -RESCALE_ABOVE_EXPONENT) {
                value = Math.scalb(value, -shift);
                scale += shift;
            }
        }
        return Math.scalb(value, scale);
    }
}
