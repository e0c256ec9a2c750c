package io.augmenta.scoring.distribution;

import java.util.Arrays;

/**
 * How often each 8-bit intensity occurs in a set of pixels: all that an intensity comparison of millions of pixels needs,
 * in 2 KiB. Immutable.
 */
public final class IntensityHistogram {
    /** Number of intensities of an 8-bit pixel. */
    public static final int LEVELS = 256;

    private final long[] counts;
    private final long pixels;

    private IntensityHistogram(long[] counts) {
        this.counts = counts;
        this.pixels = Arrays.stream(counts).sum();
    }

    /** The histogram of no pixels. */
    public static IntensityHistogram empty() {
        return new IntensityHistogram(new long[LEVELS]);
    }

    /**
     * Counts the pixels of images.
     *
     * @param images each any number of unsigned 8-bit pixels, in any layout
     */
    public static IntensityHistogram of(Iterable<byte[]> images) {
        long[] counts = new long[LEVELS];
        for (byte[] image : images) {
            for (byte pixel : image) {
                counts[pixel & 0xff]++;
            }
        }
        return new IntensityHistogram(counts);
    }

    /** The histogram of the pixels of both. */
    public IntensityHistogram plus(IntensityHistogram other) {
        long[] sum = new long[LEVELS];
        Arrays.setAll(sum, level -> counts[level] + other.counts[level]);
        return new IntensityHistogram(sum);
    }

    /**
     * How many pixels have this intensity.
     *
     * @param level in {@code [0, 255]}
     */
    public long count(int level) {
        return counts[level];
    }

    /** How many pixels were counted. */
    public long pixels() {
        return pixels;
    }

    /** Mean intensity in {@code [0, 255]}, and NaN where there are no pixels. */
    public double mean() {
        double sum = 0;
        for (int level = 0; level < LEVELS; level++) {
            sum += (double) level * counts[level];
        }
        return sum / pixels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntensityHistogram that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "IntensityHistogram[pixels=" + pixels + ", mean=" + mean() + "]";
    }
}
