package io.augmenta.scoring.matrix;

/** Rows of numbers of one width, read piece by piece, so that they need not all be in memory as float64. Thread-safe. */
public interface Rows {
    /** How many rows there are. */
    int count();

    /** How many numbers a row has. */
    int width();

    /**
     * Copies rows {@code from} (inclusive) to {@code to} (exclusive), one after the other.
     *
     * @param target at least {@code (to - from) · width} long
     */
    void copy(int from, int to, double[] target);
}
