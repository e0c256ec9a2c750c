package io.augmenta.imaging.identity;

import io.augmenta.imaging.RasterImage;
import java.util.Arrays;

/**
 * A square picture seen as larger by a whole factor, each pixel repeated, without being made larger. What is computed of it
 * is to the last bit what {@link CosineHash} computes of the larger picture, in a small part of the time: sums are added
 * in the same order, and whole numbers do not care for it.
 */
final class RepeatedPixels {
    private static final int LEVELS = 256;

    private final int side;
    private final int factor;
    private final byte[] samples;

    /**
     * Looks at a picture.
     *
     * @param grey a square whose side times {@code factor} is the side that it is seen as
     */
    RepeatedPixels(RasterImage grey, int factor) {
        this.side = grey.width();
        this.factor = factor;
        this.samples = grey.pixels();
    }

    /** How many of the repeated pixels have each level. */
    int[] histogram() {
        int[] histogram = new int[LEVELS];
        for (byte sample : samples) {
            histogram[sample & 0xff]++;
        }
        for (int level = 0; level < LEVELS; level++) {
            histogram[level] *= factor * factor;
        }
        return histogram;
    }

    /** For each column, the sum of what lies above a floor, added from the top down. */
    double[] columnContents(double floor) {
        double[] byLevel = byLevel(floor);
        double[] line = new double[side];
        double[] sums = new double[side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                line[column] = byLevel[samples[row * side + column] & 0xff];
            }
            addRepeatedly(line, sums);
        }
        return repeated(sums);
    }

    /** For each row, the same, added from the left to the right. */
    double[] rowContents(double floor) {
        double[] byLevel = byLevel(floor);
        double[] line = new double[side];
        double[] sums = new double[side];
        for (int column = 0; column < side; column++) {
            for (int row = 0; row < side; row++) {
                line[row] = byLevel[samples[row * side + column] & 0xff];
            }
            addRepeatedly(line, sums);
        }
        return repeated(sums);
    }

    private static double[] byLevel(double floor) {
        double[] byLevel = new double[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            byLevel[level] = Math.max(0, level - floor);
        }
        return byLevel;
    }

    private void addRepeatedly(double[] line, double[] sums) {
        int time = 0;
        for (; time + 4 <= factor; time += 4) {
            for (int i = 0; i < line.length; i++) {
                double value = line[i];
                sums[i] = sums[i] + value + value + value + value;
            }
        }
        for (; time < factor; time++) {
            for (int i = 0; i < line.length; i++) {
                sums[i] += line[i];
            }
        }
    }

    private double[] repeated(double[] values) {
        double[] repeated = new double[side * factor];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = values[i / factor];
        }
        return repeated;
    }

    /**
     * A part of the larger picture, brought to a size by exact area averaging.
     *
     * @param part in repeated pixels
     * @param to side of the square that comes out
     */
    byte[] shrunk(Part part, int to) {
        Coverage columns = new Coverage(part.left(), part.width(), to, factor);
        Coverage rows = new Coverage(part.top(), part.height(), to, factor);
        int[] line = new int[side];
        byte[] shrunk = new byte[to * to];
        int area = part.width() * part.height();
        // for numbers so small, cutting off the quotient of doubles gives what dividing whole numbers does, and is
        // faster
        double twice = 2.0 * area;
        int[][] columnsOfSamples = columnsOfSamples(columns.first[0], columns.last(to - 1));
        for (int column = 0; column < to; column++) {
            Arrays.fill(line, 0);
            int first = columns.first[column];
            for (int i = 0; i < columns.weights[column].length; i++) {
                addWeighted(columnsOfSamples[first + i], columns.weights[column][i], line);
            }
            for (int row = 0; row < to; row++) {
                int[] weights = rows.weights[row];
                int from = rows.first[row];
                int sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * line[from + i];
                }
                shrunk[row * to + column] = (byte) (int) ((2 * sum + area) / twice);
            }
        }
        return shrunk;
    }

    private int[][] columnsOfSamples(int first, int last) {
        int[][] columns = new int[side][];
        for (int column = first; column <= last; column++) {
            int[] values = new int[side];
            for (int row = 0; row < side; row++) {
                values[row] = samples[row * side + column] & 0xff;
            }
            columns[column] = values;
        }
        return columns;
    }

    private static void addWeighted(int[] values, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * values[i];
        }
    }

    /**
     * Where to cut.
     *
     * @param top first row
     * @param left first column
     * @param height rows
     * @param width columns
     */
    record Part(int top, int left, int height, int width) {}

    /**
     * How much of each old pixel the new cells along one axis cover, in units of which a repeated pixel is {@code cells}
     * long and a cell as long as there are repeated pixels.
     */
    private static final class Coverage {
        private final int[] first;
        private final int[][] weights;

        Coverage(int start, int length, int cells, int factor) {
            first = new int[cells];
            weights = new int[cells][];
            int pixel = factor * cells;
            for (int cell = 0; cell < cells; cell++) {
                int from = start * cells + cell * length;
                int end = from + length;
                first[cell] = from / pixel;
                weights[cell] = new int[(end - 1) / pixel - first[cell] + 1];
                int begins = first[cell] * pixel;
                for (int i = 0; i < weights[cell].length; i++) {
                    weights[cell][i] = Math.min(end, begins + pixel) - Math.max(from, begins);
                    begins += pixel;
                }
            }
        }

        int last(int cell) {
            return first[cell] + weights[cell].length - 1;
        }
    }
}
