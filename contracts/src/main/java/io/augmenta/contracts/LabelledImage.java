package io.augmenta.contracts;

import org.jspecify.annotations.Nullable;

/**
 * An image with its class, real or synthetic.
 *
 * @param id real: SHA-256 of the grey pixels at full size; synthetic: SHA-256 of (checkpoint, class, seed, index)
 * @param label its class
 * @param split the split it belongs to; synthetic images are for training
 * @param leakGroup id of the image that represents its group of near duplicates
 * @param channels 1 for grey, 3 for colour
 * @param height rows
 * @param width columns
 * @param pixels unsigned bytes in the order [channel, row, column]
 * @param fingerprint perceptual fingerprint; empty where none was taken
 * @param source where it came from, as its owner names it; may identify a patient, so it is never logged
 * @param provenance what it was made from; null for real images
 */
public record LabelledImage(
        String id,
        String label,
        Split split,
        String leakGroup,
        int channels,
        int height,
        int width,
        Bytes pixels,
        Bytes fingerprint,
        String source,
        @Nullable Provenance provenance) {
    /** Checks that the pixels fill the shape. */
    public LabelledImage {
        Check.sha256("id of an image", id);
        Check.notBlank("label of an image", label);
        Check.sha256("leak group of an image", leakGroup);
        Check.atLeast("channels of an image", 1, channels);
        Check.atLeast("height of an image", 1, height);
        Check.atLeast("width of an image", 1, width);
        long expected = (long) channels * height * width;
        if (pixels.size() != expected) {
            throw new InvalidEventException("pixels of an image of shape [" + channels + ", " + height + ", " + width
                    + "]: expected " + expected + " bytes, got " + pixels.size());
        }
    }

    /** {@return whether a model made it} */
    public boolean synthetic() {
        return provenance != null;
    }
}
