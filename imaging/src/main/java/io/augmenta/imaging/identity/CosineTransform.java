package io.augmenta.imaging.identity;

/**
 * The lowest frequencies of the two-dimensional DCT-II of a square of {@value #SIDE}×{@value #SIDE} levels, row by row, not
 * normalised. Stateless.
 */
final class CosineTransform {
    static final int SIDE = 32;
    private static final int HALF = SIDE / 2;
    private static final int FREQUENCIES = 16;
    /** Values of half a square, and of all frequencies along one axis. */
    static final int BLOCK = SIDE * HALF;

    private static final double[][] COSINES = cosines();

    private CosineTransform() {}

    /** Each sum is added from the left to the right, or from the top down: the same to the last bit wherever it runs. */
    static double[] lowFrequencies(byte[] levels) {
        double[][] columns = new double[SIDE][SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            columns[i % SIDE][i / SIDE] = levels[i] & 0xff;
        }
        double[][] alongRows = new double[FREQUENCIES][SIDE];
        double[] spectrum = new double[FREQUENCIES * FREQUENCIES];
        for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
            for (int column = 0; column < SIDE; column++) {
                for (int row = 0; row < SIDE; row++) {
                    alongRows[frequency][row] += columns[column][row] * COSINES[frequency][column];
                }
            }
        }
        for (int i = 0; i < spectrum.length; i++) {
            for (int row = 0; row < SIDE; row++) {
                spectrum[i] += alongRows[i % FREQUENCIES][row] * COSINES[i / FREQUENCIES][row];
            }
        }
        return spectrum;
    }

    /**
     * Nearly the same, within 1e-8, in a part of the time: every cosine is found again in the other half, with the same sign
     * for even frequencies and the other one for odd ones, so that the halves are added or subtracted first.
     *
     * @return lasts until the thread's next call
     */
    static double[] nearLowFrequencies(byte[] levels) {
        double[][] blocks = Workspace.blocks();
        double[] sums = blocks[0];
        double[] differences = blocks[1];
        foldColumns(levels, sums, differences);
        double[] alongRows = blocks[2];
        for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
            double[] half = frequency % 2 == 0 ? sums : differences;
            addScaled(half, COSINES[frequency], alongRows, frequency * SIDE);
        }
        double[] sumsOfRows = blocks[3];
        double[] differencesOfRows = blocks[4];
        foldRows(alongRows, sumsOfRows, differencesOfRows);
        double[] spectrum = blocks[5];
        for (int vertical = 0; vertical < FREQUENCIES; vertical++) {
            double[] half = vertical % 2 == 0 ? sumsOfRows : differencesOfRows;
            for (int horizontal = 0; horizontal < FREQUENCIES; horizontal += 4) {
                products(COSINES[vertical], half, horizontal * HALF, spectrum, vertical * FREQUENCIES + horizontal);
            }
        }
        return spectrum;
    }

    /** Column by column, what the left half and the mirrored right half add up to, and differ by. */
    private static void foldColumns(byte[] levels, double[] sums, double[] differences) {
        for (int row = 0; row < SIDE; row++) {
            int left = row * SIDE;
            int right = left + SIDE - 1;
            for (int column = 0; column < HALF; column++) {
                int one = levels[left + column] & 0xff;
                int other = levels[right - column] & 0xff;
                sums[column * SIDE + row] = one + other;
                differences[column * SIDE + row] = one - other;
            }
        }
    }

    /** The same for the upper and the mirrored lower half of each frequency's rows. */
    private static void foldRows(double[] alongRows, double[] sums, double[] differences) {
        for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
            int upper = frequency * SIDE;
            int lower = upper + SIDE - 1;
            int at = frequency * HALF;
            for (int row = 0; row < HALF; row++) {
                sums[at + row] = alongRows[upper + row] + alongRows[lower - row];
                differences[at + row] = alongRows[upper + row] - alongRows[lower - row];
            }
        }
    }

    /** Four columns at a time, the sums of all rows side by side. */
    private static void addScaled(double[] columns, double[] factors, double[] sums, int at) {
        for (int column = 0; column < HALF; column += 4) {
            double ofOne = factors[column];
            double ofTwo = factors[column + 1];
            double ofThree = factors[column + 2];
            double ofFour = factors[column + 3];
            double before = column == 0 ? 0 : 1;
            int one = column * SIDE;
            for (int i = 0; i < SIDE; i++) {
                sums[at + i] = before * sums[at + i]
                        + columns[one + i] * ofOne
                        + columns[one + SIDE + i] * ofTwo
                        + columns[one + 2 * SIDE + i] * ofThree
                        + columns[one + 3 * SIDE + i] * ofFour;
            }
        }
    }

    /** Four at a time, for no sum waits for the others. */
    private static void products(double[] factors, double[] values, int from, double[] target, int at) {
        double ofOne = 0;
        double ofTwo = 0;
        double ofThree = 0;
        double ofFour = 0;
        for (int i = 0; i < HALF; i++) {
            double factor = factors[i];
            ofOne += values[from + i] * factor;
            ofTwo += values[from + HALF + i] * factor;
            ofThree += values[from + 2 * HALF + i] * factor;
            ofFour += values[from + 3 * HALF + i] * factor;
        }
        target[at] = ofOne;
        target[at + 1] = ofTwo;
        target[at + 2] = ofThree;
        target[at + 3] = ofFour;
    }

    private static double[][] cosines() {
        double[][] cosines = new double[FREQUENCIES][SIDE];
        for (int frequency = 0; frequency < FREQUENCIES; frequency++) {
            for (int i = 0; i < SIDE; i++) {
                // the same to the last bit on every platform
                cosines[frequency][i] = StrictMath.cos(Math.PI * frequency * (2 * i + 1) / (2.0 * SIDE));
            }
        }
        return cosines;
    }
}
