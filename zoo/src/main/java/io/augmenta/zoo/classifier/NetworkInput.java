package io.augmenta.zoo.classifier;

/** What a network that was trained elsewhere takes for an image: three channels of one size. Thread-safe. */
public interface NetworkInput {

    /** Rows that the network takes. */
    int height();

    /** Columns that the network takes. */
    int width();

    /**
     * Writes what the network takes for an image.
     *
     * @param pixels {@code [channels, rows, columns]}, one unsigned byte each; not kept
     * @param channels 1 (grey) or 3 (red, green, blue)
     * @param target gets {@code [3, height, width]} from {@code offset} on
     */
    void write(byte[] pixels, int channels, int rows, int columns, float[] target, int offset);
}
