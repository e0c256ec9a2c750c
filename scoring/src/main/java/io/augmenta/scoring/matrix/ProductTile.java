package io.augmenta.scoring.matrix;

/**
 * A piece of the product of two sets of rows: the scalar products of some rows of the left with some of the right. Valid
 * only while it is being read.
 */
public final class ProductTile {
    /** Below this share of the two squared lengths a squared distance is rounding error. */
    private static final double ROUNDING = 1e-13;

    private final int number;
    private final int firstRow;
    private final int rows;
    private final int firstColumn;
    private final int columns;
    private final double[] products;
    private final double[] rowSquares;
    private final double[] columnSquares;

    ProductTile(
            int number,
            int firstRow,
            int rows,
            int firstColumn,
            int columns,
            double[] products,
            double[] rowSquares,
            double[] columnSquares) {
        this.number = number;
        this.firstRow = firstRow;
        this.rows = rows;
        this.firstColumn = firstColumn;
        this.columns = columns;
        this.products = products;
        this.rowSquares = rowSquares;
        this.columnSquares = columnSquares;
    }

    /** The tile's place in the order of tiles: rows first, then columns. */
    public int number() {
        return number;
    }

    /** Index, on the left, of the tile's first row. */
    public int firstRow() {
        return firstRow;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Index, on the right, of the tile's first column. */
    public int firstColumn() {
        return firstColumn;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Whether the tile lies on the diagonal of a product of rows with themselves. */
    public boolean diagonal() {
        return firstRow == firstColumn;
    }

    /** The scalar product of the tile's row i and column j. */
    public double product(int i, int j) {
        return products[i * TiledProduct.TILE + j];
    }

    /** The squared Euclidean distance of the tile's row i and column j; 0 where it is within rounding of it. */
    public double squaredDistance(int i, int j) {
        double scale = rowSquares[i] + columnSquares[j];
        double squared = scale - 2 * products[i * TiledProduct.TILE + j];
        return squared <= ROUNDING * scale ? 0 : squared;
    }

    /** How far rounding may have put the squared distance of row i and column j off. */
    public double roundingOf(int i, int j) {
        return ROUNDING * (rowSquares[i] + columnSquares[j]);
    }
}
