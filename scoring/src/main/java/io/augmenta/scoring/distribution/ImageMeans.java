package io.augmenta.scoring.distribution;

import java.util.Collection;

/** The mean intensity of each image of a set: one independent number an image, where pixels depend on their neighbours. */
public final class ImageMeans {
    private ImageMeans() {}

    /**
     * The mean of each image, in {@code [0, 255]}.
     *
     * @param images each at least one unsigned 8-bit pixel, in any layout
     * @throws IllegalArgumentException when an image has no pixels
     */
    public static double[] of(Collection<byte[]> images) {
        return images.stream().mapToDouble(ImageMeans::of).toArray();
    }

    private static double of(byte[] image) {
        if (image.length == 0) {
            throw new IllegalArgumentException("An image of no pixels has no mean intensity");
        }
        long sum = 0;
        for (byte pixel : image) {
            sum += pixel & 0xff;
        }
        return (double) sum / image.length;
    }
}
