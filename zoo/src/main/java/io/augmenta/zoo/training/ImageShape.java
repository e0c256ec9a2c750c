package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import java.util.List;

/**
 * What all images of a run have in common.
 *
 * @param classes how many
 * @param channels 1 or 3
 * @param size height and width in pixels: 32, 64 or 128
 */
public record ImageShape(int classes, int channels, int size) {

    private static final List<Integer> CHANNELS = List.of(1, 3);
    private static final List<Integer> SIZES = List.of(32, 64, 128);

    /**
     * Checks that there are networks for images of this shape.
     *
     * @throws UntrainableImagesException when there are none, saying which shapes are possible
     */
    public static void requireTrainable(int channels, int height, int width) {
        if (!CHANNELS.contains(channels)) {
            throw new UntrainableImagesException(
                    "The images have %d channels; 1 (grey) or 3 (colour) are possible".formatted(channels));
        }
        if (height != width || !SIZES.contains(height)) {
            throw new UntrainableImagesException(
                    "The images are %d × %d pixels; possible are squares of %s".formatted(height, width, SIZES));
        }
    }

    static ImageShape of(ImageSource images) {
        requireTrainable(images.channels(), images.height(), images.width());
        if (images.size() < 1 || images.classes().isEmpty()) {
            throw new UntrainableImagesException("There are %d images of %d classes; at least one of each is needed"
                    .formatted(images.size(), images.classes().size()));
        }
        return new ImageShape(images.classes().size(), images.channels(), images.height());
    }
}
