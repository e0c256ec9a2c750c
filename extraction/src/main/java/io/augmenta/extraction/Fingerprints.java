package io.augmenta.extraction;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.zoo.data.ImageSource;
import java.util.ArrayList;
import java.util.List;

/** Perceptual {@linkplain Fingerprint fingerprints} of images, as scores compare them. */
public final class Fingerprints {
    private Fingerprints() {}

    /**
     * The fingerprint of each image, in the order of the source. Of a coloured image that of its mean over the channels is
     * taken.
     *
     * @return four words of bits each; two images differ in 0 to {@value Fingerprint#BITS} of them
     */
    public static List<long[]> of(ImageSource images) {
        byte[] pixels = new byte[images.bytesPerImage()];
        List<long[]> fingerprints = new ArrayList<>(images.size());
        for (int i = 0; i < images.size(); i++) {
            images.read(i, pixels, 0);
            RasterImage image = new RasterImage(images.channels(), images.height(), images.width(), pixels);
            fingerprints.add(Fingerprint.of(image.meanOverChannels()).words());
        }
        return fingerprints;
    }
}
