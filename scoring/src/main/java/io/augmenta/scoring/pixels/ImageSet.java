package io.augmenta.scoring.pixels;

import java.util.Arrays;
import java.util.List;

/**
 * Images of one size in memory.
 *
 * <p>The pixel arrays are not copied and must not be changed any more.
 *
 * @param channels number of channels, at least 1
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 * @param images one array of {@code channels · height · width} unsigned bytes {@code [C, H, W]} an image; may be empty
 */
public record ImageSet(int channels, int height, int width, List<byte[]> images) {

    /** @throws IllegalArgumentException when a size is below 1 or an image has another number of bytes */
    public ImageSet {
        images = List.copyOf(images);
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("Expected images of at least 1 channel, row and column, got " + channels
                    + " × " + height + " × " + width);
        }
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).length != channels * height * width) {
                throw new IllegalArgumentException(
                        "Expected " + channels + " × " + height + " × " + width + " = " + channels * height * width
                                + " bytes an image, got " + images.get(i).length + " of image " + i);
            }
        }
    }

    /** How many images there are. */
    public int count() {
        return images.size();
    }

    /** Number of bytes of one channel. */
    public int area() {
        return height * width;
    }

    /** Some of the images, in the order given. */
    public ImageSet chosen(int[] indices) {
        return new ImageSet(
                channels,
                height,
                width,
                Arrays.stream(indices).mapToObj(images::get).toList());
    }

    /**
     * Passes when both have images of one size.
     *
     * @throws IllegalArgumentException when they do not
     */
    public static void checkSameSize(ImageSet first, ImageSet second) {
        if (first.channels != second.channels || first.height != second.height || first.width != second.width) {
            throw new IllegalArgumentException("Expected images of one size, got " + first.size() + " and "
                    + second.size() + " (channels × height × width)");
        }
    }

    private String size() {
        return channels + " × " + height + " × " + width;
    }

    @Override
    public String toString() {
        return "ImageSet[" + images.size() + " images of " + size() + "]";
    }
}
