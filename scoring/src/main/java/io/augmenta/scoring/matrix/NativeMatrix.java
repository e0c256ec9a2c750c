package io.augmenta.scoring.matrix;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeqrt;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

import org.bytedeco.javacpp.DoublePointer;

/**
 * A matrix of float64 outside the heap, row by row. Its owner closes it. Not thread-safe.
 *
 * <p>It can hold fewer rows than it has room for, so that one allocation serves tiles of all sizes.
 */
final class NativeMatrix implements AutoCloseable {
    /** Columns that dgeqrt takes at once; it was the fastest of 32, 64 and 128. */
    private static final int BLOCK = 64;

    private final DoublePointer values;
    private final int width;
    private int rows;

    private NativeMatrix(DoublePointer values, int rows, int width) {
        this.values = values;
        this.rows = rows;
        this.width = width;
    }

    /** Room for this many rows; the values are undefined. */
    static NativeMatrix allocate(int rows, int width) {
        Blas.load();
        return new NativeMatrix(new DoublePointer((long) rows * width), rows, width);
    }

    /** A copy of values row by row. */
    static NativeMatrix of(double[] values, int rows, int width) {
        NativeMatrix matrix = allocate(rows, width);
        matrix.set(values, rows);
        return matrix;
    }

    /** Takes over this many rows. */
    void set(double[] source, int newRows) {
        rows = newRows;
        values.put(source, 0, newRows * width);
    }

    /** Becomes {@code left · rightᵀ}. */
    void setProduct(NativeMatrix left, NativeMatrix right) {
        if (left.width != right.width || right.rows > width) {
            throw new IllegalArgumentException("Expected matrices of equal width and a product of at most " + width
                    + " columns, got " + left.width + " and " + right.width + " wide and " + right.rows + " columns");
        }
        rows = left.rows;
        double one = 1;
        cblas_dgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                left.rows,
                right.rows,
                left.width,
                one,
                left.values,
                left.width,
                right.values,
                right.width,
                0,
                values,
                width);
    }

    /** Copies all rows, of full width. */
    void copyTo(double[] target) {
        values.get(target, 0, rows * width);
    }

    /**
     * The upper triangular factor R of {@code A = Q·R}, by Householder reflections, so that {@code AᵀA = RᵀR} without
     * squaring anything. A's columns are this matrix's rows, and it has no fewer rows than columns. Destroys the values.
     *
     * @return {@code [columns][columns]} row by row, zero below the diagonal
     */
    double[] triangularFactorOfColumns() {
        int height = width;
        int columns = rows;
        int block = Math.min(BLOCK, columns);
        try (DoublePointer reflections = new DoublePointer((long) block * columns)) {
            check(
                    "dgeqrt",
                    LAPACKE_dgeqrt(LAPACK_COL_MAJOR, height, columns, block, values, height, reflections, block));
        }
        double[] factor = new double[columns * columns];
        double[] column = new double[columns];
        for (int j = 0; j < columns; j++) {
            values.position((long) j * height).get(column, 0, j + 1);
            for (int i = 0; i <= j; i++) {
                factor[i * columns + j] = column[i];
            }
        }
        values.position(0);
        return factor;
    }

    /** The singular values, the largest first. Destroys the values. */
    double[] singularValues() {
        int count = Math.min(rows, width);
        double[] singular = new double[count];
        try (DoublePointer found = new DoublePointer(count);
                DoublePointer unused = new DoublePointer(1)) {
            // read column by column this is the transpose, which has the same singular values
            check(
                    "dgesdd",
                    LAPACKE_dgesdd(
                            LAPACK_COL_MAJOR, (byte) 'N', width, rows, values, width, found, unused, 1, unused, 1));
            found.get(singular);
        }
        return singular;
    }

    private static void check(String routine, int info) {
        if (info != 0) {
            throw new IllegalStateException("LAPACK's " + routine + " ended with info = " + info + ", expected 0");
        }
    }

    @Override
    public void close() {
        values.close();
    }
}
