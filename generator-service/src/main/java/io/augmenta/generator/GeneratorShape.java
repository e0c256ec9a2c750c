package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;

/**
 * What goes into a generator and what comes out.
 *
 * @param latentSize length of a latent
 * @param classes how many classes there are; labels are 0 to {@code classes - 1}
 * @param channels 1 for grey, 3 for colour
 * @param height rows of an image
 * @param width columns of an image
 */
public record GeneratorShape(int latentSize, int classes, int channels, int height, int width) {

    /** Checks that nothing is empty. */
    public GeneratorShape {
        if (latentSize < 1 || classes < 1 || channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("expected a generator of at least 1 latent value, 1 class and 1x1 pixel"
                    + " of 1 channel, got " + latentSize + ", " + classes + " and " + channels + "x" + height + "x"
                    + width);
        }
    }

    /** The shape that a checkpoint announces. */
    public static GeneratorShape of(CheckpointPublished checkpoint) {
        return new GeneratorShape(
                checkpoint.latentSize(),
                checkpoint.classes().size(),
                checkpoint.channels(),
                checkpoint.height(),
                checkpoint.width());
    }

    /** Samples of one image, which as unsigned bytes is also its size. */
    public int samplesPerImage() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }
}
