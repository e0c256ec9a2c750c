package io.augmenta.scoring.features;

import java.util.Random;
import java.util.stream.IntStream;

/** Features that tests are made on. */
public final class TestFeatures {
    private TestFeatures() {}

    /** Those of make_fidelity_golden.py. */
    public static FeatureMatrix golden(long seed, int count, int width, double spread, double shift, int live) {
        float[] values = new float[count * width];
        long state = seed;
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < live; column++) {
                double total = 0;
                for (int i = 0; i < 3; i++) {
                    state = state * 6364136223846793005L + 1442695040888963407L;
                    total += (state >>> 32) / 4294967296.0;
                }
                values[row * width + column] = (float) (Math.abs((total - 1.5) * spread + shift) * (1 + column % 7));
            }
        }
        return FeatureMatrix.owning(count, width, values);
    }

    /** Independent standard normal numbers. */
    public static FeatureMatrix normal(long seed, int count, int width) {
        Random random = new Random(seed);
        float[] values = new float[count * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FeatureMatrix.owning(count, width, values);
    }

    /** All rows the same. */
    public static FeatureMatrix constant(int count, float... row) {
        float[] values = new float[count * row.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(row, 0, values, i * row.length, row.length);
        }
        return FeatureMatrix.owning(count, row.length, values);
    }

    /** The rows of both, one set below the other. */
    public static FeatureMatrix stacked(FeatureMatrix first, FeatureMatrix second) {
        double[][] rows = IntStream.range(0, first.count() + second.count())
                .mapToObj(row -> row < first.count() ? row(first, row) : row(second, row - first.count()))
                .toArray(double[][]::new);
        float[] values = new float[rows.length * first.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / first.width()][i % first.width()];
        }
        return FeatureMatrix.owning(rows.length, first.width(), values);
    }

    /** One row. */
    public static double[] row(FeatureMatrix features, int index) {
        double[] row = new double[features.width()];
        features.copy(index, index + 1, row);
        return row;
    }

    /** The Euclidean distance of two rows, by its definition. */
    public static double distance(FeatureMatrix first, int i, FeatureMatrix second, int j) {
        double[] a = row(first, i);
        double[] b = row(second, j);
        double sum = 0;
        for (int column = 0; column < a.length; column++) {
            sum += (a[column] - b[column]) * (a[column] - b[column]);
        }
        return Math.sqrt(sum);
    }
}
