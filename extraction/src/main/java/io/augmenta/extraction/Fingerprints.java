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
            Fingerprint fingerprint =
                    Fingerprint.of(RasterImage.grey(images.height(), images.width(), grey(pixels, images.channels())));
            fingerprints.add(
                    new long[] {fingerprint.word0(), fingerprint.word1(), fingerprint.word2(), fingerprint.word3()});
        }
        return fingerprints;
    }

    private static byte[] grey(byte[] pixels, int channels) {
        int area = pixels.length / channels;
        byte[] grey = new byte[area];
        for (int at = 0; at < area; at++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += pixels[channel * area + at] & 0xff;
            }
            grey[at] = (byte) ((sum + channels / 2) / channels);
        }
        return grey;
    }
}
