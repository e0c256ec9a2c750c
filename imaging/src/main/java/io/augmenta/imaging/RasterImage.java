package io.augmenta.imaging;

import java.util.Arrays;

/**
 * A picture in memory: unsigned 8-bit samples in planes, shape {@code [channels, height, width]}, row by row from the
 * top left. One channel is grey (0 black, 255 white), three are red, green and blue.
 *
 * <p>Immutable and safe for use by any thread: the samples are copied in and out.
 */
public final class RasterImage {

    private final int channels;
    private final int height;
    private final int width;
    private final byte[] pixels;

    /**
     * Copies the samples.
     *
     * @param channels 1 or 3
     * @param height rows, at least 1
     * @param width columns, at least 1
     * @param pixels {@code channels * height * width} samples
     * @throws IllegalArgumentException when these do not fit together
     */
    public RasterImage(int channels, int height, int width, byte[] pixels) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Expected 1 (grey) or 3 (RGB) channels but got " + channels);
        }
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("Expected at least 1×1 pixels but got " + width + "×" + height);
        }
        long expected = (long) channels * height * width;
        if (pixels.length != expected) {
            throw new IllegalArgumentException("Expected " + expected + " samples for [" + channels + ", " + height
                    + ", " + width + "] but got " + pixels.length);
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.pixels = pixels.clone();
    }

    /** A grey picture from {@code [height, width]} samples. */
    public static RasterImage grey(int height, int width, byte[] pixels) {
        return new RasterImage(1, height, width, pixels);
    }

    /** 1 for grey, 3 for RGB. */
    public int channels() {
        return channels;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** A copy of the samples, {@code [channels, height, width]}. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** One sample, 0 to 255. */
    public int sample(int channel, int row, int column) {
        return pixels[(channel * height + row) * width + column] & 0xff;
    }

    /** Copies all samples to {@code target[offset..]}; fails when they do not fit. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(pixels, 0, target, offset, pixels.length);
    }

    /** Copies a row of the first channel to {@code target[offset..]}; fails when it does not fit. */
    public void copyRowTo(int row, byte[] target, int offset) {
        System.arraycopy(pixels, row * width, target, offset, width);
    }

    /** A grey picture of the mean over the channels, rounded to the nearest (halves up); of a grey one, itself. */
    public RasterImage meanOverChannels() {
        if (channels == 1) {
            return this;
        }
        byte[] means = new byte[height * width];
        for (int at = 0; at < means.length; at++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += pixels[channel * means.length + at] & 0xff;
            }
            means[at] = (byte) ((sum + channels / 2) / channels);
        }
        return grey(height, width, means);
    }

    /** Number of samples, which is also the size in bytes. */
    public int sampleCount() {
        return pixels.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RasterImage image
                && channels == image.channels
                && height == image.height
                && width == image.width
                && Arrays.equals(pixels, image.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(pixels);
    }

    /** The shape only: pixels of people do not belong in logs. */
    @Override
    public String toString() {
        return "RasterImage[" + channels + ", " + height + ", " + width + "]";
    }
}
