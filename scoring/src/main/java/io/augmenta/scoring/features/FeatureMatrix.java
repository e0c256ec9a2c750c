package io.augmenta.scoring.features;

import io.augmenta.scoring.matrix.Rows;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Features of images: one row of finite float32 an image, all of one width. What is computed from them is computed in
 * float64. Immutable and thread-safe.
 */
public final class FeatureMatrix implements Rows {
    /** The same stream of numbers on every JDK. */
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    private final int count;
    private final int width;
    private final float[] values;

    private FeatureMatrix(int count, int width, float[] values) {
        this.count = count;
        this.width = width;
        this.values = values;
    }

    /**
     * Features that are already in one array. The array is not copied (it may be half a gigabyte) and must not be changed
     * any more.
     *
     * @param count number of images, 0 or more
     * @param width number of features of an image, at least 1
     * @param values {@code [count][width]}, row by row
     * @throws ImpossibleFeaturesException when the array has another length or a value is not finite
     */
    public static FeatureMatrix owning(int count, int width, float[] values) {
        if (width < 1 || count < 0 || (long) count * width != values.length) {
            throw new ImpossibleFeaturesException("Expected " + count + " rows of " + width
                    + " (at least 1) features each, got an array of " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ImpossibleFeaturesException("Expected finite features, got " + values[i] + " in row "
                        + i / width + ", column " + i % width);
            }
        }
        return new FeatureMatrix(count, width, values);
    }

    /**
     * A copy of rows.
     *
     * @param rows at least one, all of one length of at least 1
     * @throws ImpossibleFeaturesException when there are none, they differ in length or a value is not finite
     */
    public static FeatureMatrix of(List<float[]> rows) {
        if (rows.isEmpty()) {
            throw new ImpossibleFeaturesException("Expected the features of at least one image, got none");
        }
        int width = rows.get(0).length;
        float[] values = new float[Math.multiplyExact(rows.size(), width)];
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).length != width) {
                throw new ImpossibleFeaturesException(
                        "Expected " + width + " features in every row, got " + rows.get(i).length + " in row " + i);
            }
            System.arraycopy(rows.get(i), 0, values, i * width, width);
        }
        return owning(rows.size(), width, values);
    }

    /** Number of images. */
    @Override
    public int count() {
        return count;
    }

    /** Number of features of an image. */
    @Override
    public int width() {
        return width;
    }

    @Override
    public void copy(int from, int to, double[] target) {
        int begin = from * width;
        int length = (to - from) * width;
        for (int i = 0; i < length; i++) {
            target[i] = values[begin + i];
        }
    }

    /** A copy of some rows, in the order given; a row may come more than once. */
    public FeatureMatrix rows(int[] indices) {
        float[] chosen = new float[Math.multiplyExact(indices.length, width)];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(values, indices[i] * width, chosen, i * width, width);
        }
        return new FeatureMatrix(indices.length, width, chosen);
    }

    /** The mean of each column; zero where there are no rows. */
    public double[] mean() {
        double[] mean = new double[width];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < width; column++) {
                mean[column] += values[row * width + column];
            }
        }
        for (int column = 0; count > 0 && column < width; column++) {
            mean[column] /= count;
        }
        return mean;
    }

    /** These rows with an origin of their own taken from each; nearby rows far from zero lose fewer digits then. */
    public Rows around(double[] origin) {
        return new Shifted(this, origin);
    }

    /**
     * Two halves of the rows, drawn with a seed: what real images score against real images is the floor of a figure.
     *
     * @throws TooFewSamplesException when there are fewer than 2 rows
     */
    public Halves halves(long seed) {
        TooFewSamplesException.check("two halves", "rows", 2, count);
        int[] order = IntStream.range(0, count).toArray();
        RandomGenerator random = RANDOM.create(seed);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int middle = count / 2;
        return new Halves(
                rows(IntStream.range(0, middle).map(i -> order[i]).toArray()),
                rows(IntStream.range(middle, count).map(i -> order[i]).toArray()));
    }

    /**
     * Two disjoint sets that together are all rows.
     *
     * @param first half of the rows, rounded down
     * @param second the others
     */
    public record Halves(FeatureMatrix first, FeatureMatrix second) {}

    /**
     * Passes when both have as many columns.
     *
     * @throws ImpossibleFeaturesException when they do not
     */
    public static void checkSameWidth(FeatureMatrix first, FeatureMatrix second) {
        if (first.width != second.width) {
            throw new ImpossibleFeaturesException("Expected features of one extractor, got " + first.width + " and "
                    + second.width + " numbers an image");
        }
    }

    @Override
    public String toString() {
        return "FeatureMatrix[count=" + count + ", width=" + width + "]";
    }

    private static final class Shifted implements Rows {
        private final FeatureMatrix source;
        private final double[] origin;

        Shifted(FeatureMatrix source, double[] origin) {
            this.source = source;
            this.origin = origin.clone();
        }

        @Override
        public int count() {
            return source.count;
        }

        @Override
        public int width() {
            return source.width;
        }

        @Override
        public void copy(int from, int to, double[] target) {
            int width = source.width;
            for (int row = from; row < to; row++) {
                int begin = row * width;
                int at = (row - from) * width;
                for (int column = 0; column < width; column++) {
                    target[at + column] = source.values[begin + column] - origin[column];
                }
            }
        }
    }
}
