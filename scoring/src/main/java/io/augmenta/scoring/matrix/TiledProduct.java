package io.augmenta.scoring.matrix;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The product of two sets of rows, {@code left · rightᵀ}, computed tile by tile and never held whole: the memory needed is
 * {@code threads · TILE · (2 · width + TILE)} numbers, however many rows there are.
 */
public final class TiledProduct {
    /** Rows and columns of a tile: its product fits the second-level cache, and the copies cost little beside it. */
    static final int TILE = 512;

    private final Rows left;
    private final Rows right;
    private final boolean symmetric;

    private TiledProduct(Rows left, Rows right, boolean symmetric) {
        this.left = left;
        this.right = right;
        this.symmetric = symmetric;
    }

    /**
     * All tiles of the product of two sets of rows.
     *
     * @throws IllegalArgumentException when they differ in width
     */
    public static TiledProduct of(Rows left, Rows right) {
        if (left.width() != right.width()) {
            throw new IllegalArgumentException(
                    "Expected rows of equal width, got " + left.width() + " and " + right.width());
        }
        return new TiledProduct(left, right, false);
    }

    /** The tiles on and above the diagonal of the product of rows with themselves; the others mirror them. */
    public static TiledProduct ofSame(Rows rows) {
        return new TiledProduct(rows, rows, true);
    }

    /** How many tiles are read. */
    public int tiles() {
        int down = pieces(left.count());
        return symmetric ? down * (down + 1) / 2 : down * pieces(right.count());
    }

    /**
     * Computes all tiles and has each read once.
     *
     * @param workers who computes and reads
     * @param reader makes a reader for each thread
     * @return the readers; which of them has read a tile is left to chance
     */
    public <R extends Consumer<ProductTile>> List<R> read(Workers workers, Supplier<R> reader) {
        Blas.load();
        return workers.share(tiles(), tasks -> {
            R mine = reader.get();
            try (Bench bench = new Bench()) {
                for (int tile = tasks.next(); tile >= 0; tile = tasks.next()) {
                    mine.accept(bench.tile(tile));
                }
            }
            return mine;
        });
    }

    private static int pieces(int rows) {
        return (rows + TILE - 1) / TILE;
    }

    private int rowOf(int tile) {
        int across = pieces(right.count());
        if (!symmetric) {
            return tile / across;
        }
        int row = 0;
        for (int first = 0; first + across - row <= tile; row++) {
            first += across - row;
        }
        return row;
    }

    private int columnOf(int tile, int row) {
        int across = pieces(right.count());
        return symmetric ? tile - row * across + row * (row + 1) / 2 : tile % across;
    }

    /** What one thread computes tiles with. */
    private final class Bench implements AutoCloseable {
        private final Side rowSide = new Side(left);
        private final Side columnSide = new Side(right);
        private final NativeMatrix product = NativeMatrix.allocate(TILE, TILE);
        private final double[] products = new double[TILE * TILE];

        ProductTile tile(int number) {
            int row = rowOf(number);
            int column = columnOf(number, row);
            rowSide.load(row);
            columnSide.load(column);
            product.setProduct(rowSide.matrix, columnSide.matrix);
            product.copyTo(products);
            return new ProductTile(
                    number,
                    row * TILE,
                    rowSide.rows,
                    column * TILE,
                    columnSide.rows,
                    products,
                    rowSide.squares,
                    columnSide.squares);
        }

        @Override
        public void close() {
            rowSide.close();
            columnSide.close();
            product.close();
        }
    }

    /** The piece of one side that a tile is made of. */
    private static final class Side implements AutoCloseable {
        private final Rows source;
        private final double[] values;
        private final double[] squares = new double[TILE];
        private final NativeMatrix matrix;
        private int piece = -1;
        private int rows;

        Side(Rows source) {
            this.source = source;
            this.values = new double[TILE * source.width()];
            this.matrix = NativeMatrix.allocate(TILE, source.width());
        }

        void load(int wanted) {
            if (wanted == piece) {
                return;
            }
            int from = wanted * TILE;
            rows = Math.min(TILE, source.count() - from);
            source.copy(from, from + rows, values);
            matrix.set(values, rows);
            for (int i = 0; i < rows; i++) {
                squares[i] = squaredLength(i);
            }
            piece = wanted;
        }

        /** In four sums, which the processor adds up side by side. */
        private double squaredLength(int row) {
            int at = row * source.width();
            int end = at + source.width();
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (; at + 3 < end; at += 4) {
                a += values[at] * values[at];
                b += values[at + 1] * values[at + 1];
                c += values[at + 2] * values[at + 2];
                d += values[at + 3] * values[at + 3];
            }
            for (; at < end; at++) {
                a += values[at] * values[at];
            }
            return a + b + (c + d);
        }

        @Override
        public void close() {
            matrix.close();
        }
    }
}
