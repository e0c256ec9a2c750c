package io.augmenta.extraction;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.resample.Resampling;

/**
 * How pictures of other sizes come to the size that a network takes. Both average areas exactly ({@link Resampling#resize}):
 * nothing is cropped, and the same picture gives the same samples anywhere.
 */
public enum ResizeRule {
    /** Each side is brought to its new length for itself, so that a picture that is not square is squeezed. */
    STRETCH {
        @Override
        RasterImage apply(RasterImage image, int height, int width) {
            return Resampling.resize(image, height, width);
        }
    },
    /** The picture is put in the middle of a black square first, so that its proportions stay. */
    PAD {
        @Override
        RasterImage apply(RasterImage image, int height, int width) {
            return Resampling.resize(Resampling.padToSquare(image), height, width);
        }
    };

    abstract RasterImage apply(RasterImage image, int height, int width);
}
