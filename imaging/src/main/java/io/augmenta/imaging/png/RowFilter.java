package io.augmenta.imaging.png;

import java.util.Arrays;
import java.util.Optional;

/** The five row filters of PNG (ISO/IEC 15948:2004, clause 9). */
enum RowFilter {
    NONE(0) {
        @Override
        int predict(int left, int above, int aboveLeft) {
            return 0;
        }
    },
    SUB(1) {
        @Override
        int predict(int left, int above, int aboveLeft) {
            return left;
        }
    },
    UP(2) {
        @Override
        int predict(int left, int above, int aboveLeft) {
            return above;
        }
    },
    AVERAGE(3) {
        @Override
        int predict(int left, int above, int aboveLeft) {
            return (left + above) >> 1;
        }
    },
    PAETH(4) {
        @Override
        int predict(int left, int above, int aboveLeft) {
            int toLeft = Math.abs(above - aboveLeft);
            int toAbove = Math.abs(left - aboveLeft);
            int toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
            if (toLeft <= toAbove && toLeft <= toAboveLeft) {
                return left;
            }
            return toAbove <= toAboveLeft ? above : aboveLeft;
        }
    };

    private final int number;

    RowFilter(int number) {
        this.number = number;
    }

    /** The filter of a number in a file. */
    static Optional<RowFilter> of(int number) {
        return Arrays.stream(values()).filter(filter -> filter.number == number).findFirst();
    }

    /** The number that stands for this filter in a file. */
    int number() {
        return number;
    }

    abstract int predict(int left, int above, int aboveLeft);

    /** Writes the differences between a row and its prediction. */
    final void apply(byte[] row, byte[] previous, int pixelBytes, byte[] target) {
        for (int i = 0; i < row.length; i++) {
            target[i] = (byte) (row[i] - predictAt(row, previous, pixelBytes, i));
        }
    }

    /** Turns differences back into samples, in place. */
    final void undo(byte[] row, byte[] previous, int pixelBytes) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) (row[i] + predictAt(row, previous, pixelBytes, i));
        }
    }

    private int predictAt(byte[] row, byte[] previous, int pixelBytes, int i) {
        int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xff;
        int aboveLeft = i < pixelBytes ? 0 : previous[i - pixelBytes] & 0xff;
        return predict(left, previous[i] & 0xff, aboveLeft);
    }
}
