package io.augmenta.scoring.matrix;

import java.util.Arrays;
import java.util.List;

/**
 * A matrix F with {@code FᵀF = AᵀA} and no more rows than columns: all that the covariance of A's columns needs, without
 * squaring A's numbers. A of many rows is read in pieces (the QR decomposition of a stack is that of the pieces' factors
 * stacked), so the memory does not grow with them. Immutable.
 */
public final class TriangularFactor {
    /** Rows read at once: a share of the work large enough for the blocked routines, 84 MB at 1,280 columns. */
    private static final int PIECE = 8192;

    /** Rows turned over at once, so that a column's piece of them is a cache line. */
    private static final int STRIP = 8;

    private final int rows;
    private final int columns;
    private final double[] values;

    private TriangularFactor(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** The factor of A. */
    public static TriangularFactor of(Rows a) {
        TriangularFactor factor = new TriangularFactor(0, a.width(), new double[0]);
        for (int from = 0; from < a.count(); from += PIECE) {
            factor = factor.stackedOn(a, from, Math.min(a.count(), from + PIECE));
        }
        return factor;
    }

    /** The factors of several matrices, made at the same time. */
    public static List<TriangularFactor> ofAll(List<Rows> matrices, Workers workers) {
        TriangularFactor[] factors = new TriangularFactor[matrices.size()];
        workers.each(factors.length, i -> factors[i] = of(matrices.get(i)));
        return List.of(factors);
    }

    private TriangularFactor stackedOn(Rows a, int from, int to) {
        int stacked = rows + to - from;
        if (stacked <= columns) {
            double[] stack = Arrays.copyOf(values, stacked * columns);
            double[] piece = new double[(to - from) * columns];
            a.copy(from, to, piece);
            System.arraycopy(piece, 0, stack, rows * columns, piece.length);
            return new TriangularFactor(stacked, columns, stack);
        }
        double[] transposed = new double[stacked * columns];
        transpose(values, rows, transposed, 0, stacked);
        double[] strip = new double[STRIP * columns];
        for (int begin = from; begin < to; begin += STRIP) {
            int end = Math.min(to, begin + STRIP);
            a.copy(begin, end, strip);
            transpose(strip, end - begin, transposed, rows + begin - from, stacked);
        }
        try (NativeMatrix stack = NativeMatrix.of(transposed, columns, stacked)) {
            return new TriangularFactor(columns, columns, stack.triangularFactorOfColumns());
        }
    }

    /** Rows become columns, from the given one on, of a matrix that many columns wide. */
    private void transpose(double[] source, int count, double[] target, int firstColumn, int targetWidth) {
        for (int top = 0; top < count; top += STRIP) {
            int bottom = Math.min(count, top + STRIP);
            for (int j = 0; j < columns; j++) {
                int at = j * targetWidth + firstColumn;
                for (int i = top; i < bottom; i++) {
                    target[at + i] = source[i * columns + j];
                }
            }
        }
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** The trace of {@code FᵀF}: the sum of all squares. */
    public double trace() {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    /**
     * The trace of the square root of {@code FᵀF · GᵀG}, which is the sum of the singular values of {@code F·Gᵀ}.
     *
     * @param other G, of as many columns
     */
    public double traceOfRootOfProduct(TriangularFactor other) {
        try (NativeMatrix f = NativeMatrix.of(values, rows, columns);
                NativeMatrix g = NativeMatrix.of(other.values, other.rows, columns);
                NativeMatrix product = NativeMatrix.allocate(rows, other.rows)) {
            product.setProduct(f, g);
            return Arrays.stream(product.singularValues()).sum();
        }
    }
}
