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
        double[] stack = Arrays.copyOf(values, stacked * columns);
        double[] piece = new double[(to - from) * columns];
        a.copy(from, to, piece);
        System.arraycopy(piece, 0, stack, rows * columns, piece.length);
        if (stacked <= columns) {
            return new TriangularFactor(stacked, columns, stack);
        }
        try (NativeMatrix transposed = NativeMatrix.of(transposed(stack, stacked, columns), columns, stacked)) {
            return new TriangularFactor(columns, columns, transposed.triangularFactorOfColumns());
        }
    }

    private static double[] transposed(double[] values, int rows, int columns) {
        double[] transposed = new double[values.length];
        int side = 32;
        for (int top = 0; top < rows; top += side) {
            for (int left = 0; left < columns; left += side) {
                int bottom = Math.min(rows, top + side);
                for (int j = left; j < Math.min(columns, left + side); j++) {
                    for (int i = top; i < bottom; i++) {
                        transposed[j * rows + i] = values[i * columns + j];
                    }
                }
            }
        }
        return transposed;
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
