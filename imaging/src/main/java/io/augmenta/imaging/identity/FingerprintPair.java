package io.augmenta.imaging.identity;

import io.augmenta.imaging.RasterImage;

/**
 * The fingerprints of a picture and of its mirror image, left and right changed over. Copies are looked for with both, since
 * those who augment data sets mirror images.
 *
 * @param plain of the picture
 * @param mirrored of its mirror image
 */
public record FingerprintPair(Fingerprint plain, Fingerprint mirrored) {

    /**
     * Takes both from one look at the picture: mirroring changes nothing but the sign of every other frequency.
     *
     * @param grey a picture {@code [1, height, width]} of any size
     */
    public static FingerprintPair of(RasterImage grey) {
        return CosineHash.pair(grey);
    }

    /**
     * The same of a picture of any channels, by the mean over them.
     *
     * @param picture {@code [channels, height, width]}
     */
    public static FingerprintPair ofMean(RasterImage picture) {
        return of(picture.meanOverChannels());
    }
}
