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
    private static final long COUNT_ONE = 1L << 32;
    /** A cell covers at most that many pixels of a picture of 64×64, the size that is served most. */
    private static final int TAPS_AT_ONCE = 3;

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
        this.samples = Workspace.samples(grey.sampleCount());
        grey.copyTo(samples, 0);
    }

    /** How many of the repeated pixels have each level. */
    int[] histogram() {
        int[] histogram = new int[LEVELS];
        for (int i = 0; i < side * side; i++) {
            histogram[samples[i] & 0xff]++;
        }
        for (int level = 0; level < LEVELS; level++) {
            histogram[level] *= factor * factor;
        }
        return histogram;
    }

    /**
     * For each row and each column, the sum of what lies above a floor, from one look at the pixels. Not to the last bit what
     * {@link #rowContents} and {@link #columnContents} give, but nearer to the true sum, and for each pixel once.
     */
    Sums nearContents(double floor) {
        int whole = (int) Math.floor(floor);
        // what a level has above the whole number, and in the upper half that there is one; no sum of them overflows
        long[] aboveByLevel = new long[LEVELS];
        for (int level = whole + 1; level < LEVELS; level++) {
            aboveByLevel[level] = COUNT_ONE | (level - whole);
        }
        long[] rows = new long[side];
        long[] columns = new long[side];
        for (int row = 0; row < side; row++) {
            long sum = 0;
            int from = row * side;
            for (int column = 0; column < side; column++) {
                long above = aboveByLevel[samples[from + column] & 0xff];
                sum += above;
                columns[column] += above;
            }
            rows[row] = sum;
        }
        return new Sums(contents(rows, floor - whole), contents(columns, floor - whole));
    }

    private double[] contents(long[] sums, double fraction) {
        double[] contents = new double[side];
        for (int i = 0; i < side; i++) {
            contents[i] = factor * ((int) sums[i] - (sums[i] >>> 32) * fraction);
        }
        return contents;
    }

    /** How many repeated pixels a pixel is, along each axis. */
    int factor() {
        return factor;
    }

    /**
     * Sums along both axes.
     *
     * @param rows one for each row
     * @param columns one for each column
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
    record Sums(double[] rows, double[] columns) {}

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
        for (int i = 0; i < side; i++) {
            Arrays.fill(repeated, i * factor, (i + 1) * factor, values[i]);
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
        // longer than a row, for the last cells' weights of nothing
        int[] line = new int[side + columns.taps];
        byte[] shrunk = new byte[to * to];
        for (int row = 0; row < to; row++) {
            for (int tap = 0; tap < rows.taps; tap += TAPS_AT_ONCE) {
                addRows(rows.first[row] + tap, rows.weights, row * rows.taps + tap, line, Math.min(tap, 1));
            }
            shrink(line, columns, part.width() * part.height(), shrunk, row * to);
        }
        return shrunk;
    }

    /** Adds three rows to as many times the sums; what has no weight may lie behind the last row. */
    private void addRows(int first, int[] weights, int at, int[] sums, int times) {
        int one = Math.min(first, side - 1) * side;
        int two = Math.min(first + 1, side - 1) * side;
        int three = Math.min(first + 2, side - 1) * side;
        int ofOne = weights[at];
        int ofTwo = weights[at + 1];
        int ofThree = weights[at + 2];
        for (int i = 0; i < side; i++) {
            sums[i] = times * sums[i]
                    + ofOne * (samples[one + i] & 0xff)
                    + ofTwo * (samples[two + i] & 0xff)
                    + ofThree * (samples[three + i] & 0xff);
        }
    }

    /** The nearest whole numbers, halves up. */
    private static void shrink(int[] line, Coverage columns, int area, byte[] target, int from) {
        // rounded up; below 2^26 as all dividends are, and with divisors up to 2^17, what is too much of it never shows
        long reciprocal = (1L << 44) / (2L * area) + 1;
        int[] weights = columns.weights;
        int[] first = columns.first;
        int taps = columns.taps;
        int at = 0;
        for (int column = 0; column < first.length; column++) {
            int sum = 0;
            for (int tap = first[column]; tap < first[column] + taps; tap += TAPS_AT_ONCE) {
                sum += weights[at] * line[tap] + weights[at + 1] * line[tap + 1] + weights[at + 2] * line[tap + 2];
                at += TAPS_AT_ONCE;
            }
            target[from + column] = (byte) (((2L * sum + area) * reciprocal) >>> 44);
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
        private final int taps;
        private final int[] first;
        private final int[] weights;

        Coverage(int start, int length, int cells, int factor) {
            int pixel = factor * cells;
            int most = (length + pixel - 2) / pixel + 1;
            taps = (most + TAPS_AT_ONCE - 1) / TAPS_AT_ONCE * TAPS_AT_ONCE;
            first = new int[cells];
            weights = new int[cells * taps];
            for (int cell = 0; cell < cells; cell++) {
                int from = start * cells + cell * length;
                int end = from + length;
                first[cell] = from / pixel;
                int begins = first[cell] * pixel;
                for (int tap = 0; begins < end; tap++) {
                    weights[cell * taps + tap] = Math.min(end, begins + pixel) - Math.max(from, begins);
                    begins += pixel;
                }
            }
        }
    }
}
