package io.augmenta.extraction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final int SIDE = 64;

    @Test
    void fingerprintsAreThoseThatTellNearDuplicatesApart() {
        byte[] first = phantom(0);
        byte[] second = phantom(1);

        List<long[]> found = Fingerprints.of(grey(first, second));

        Fingerprint expected = Fingerprint.of(RasterImage.grey(SIDE, SIDE, second));
        assertArrayEquals(
                new long[] {expected.word0(), expected.word1(), expected.word2(), expected.word3()}, found.get(1));
        assertTrue(differing(found.get(0), found.get(1)) > 0);
    }

    @Test
    void aPictureOfThreeEqualChannelsHasTheFingerprintOfOne() {
        byte[] grey = phantom(0);
        byte[] three = new byte[3 * grey.length];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(grey, 0, three, channel * grey.length, grey.length);
        }
        ImageSource coloured = InMemoryImages.of(List.of("any"), 3, SIDE, SIDE, List.of(three), new int[1]);

        assertArrayEquals(
                Fingerprints.of(grey(grey)).get(0), Fingerprints.of(coloured).get(0));
    }

    @Test
    void mirrorImagesAreMirroredRowByRowInEveryChannelAndTwiceIsOnce() {
        byte[] picture = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16};
        ImageSource images = InMemoryImages.of(List.of("a", "b"), 2, 2, 3, List.of(picture), new int[] {1});

        ImageSource mirrored = new MirroredImages(images);
        byte[] read = new byte[14];
        mirrored.read(0, read, 1);

        assertArrayEquals(new byte[] {0, 3, 2, 1, 6, 5, 4, 13, 12, 11, 16, 15, 14, 0}, read);
        assertEquals(1, mirrored.label(0));
        assertEquals(1, mirrored.size());
        new MirroredImages(mirrored).read(0, read, 1);
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 0}, read);
    }

    private static byte[] phantom(int index) {
        return new PhantomSet(1, 2, SIDE).image(LesionKind.GLIOMA, index).pixels();
    }

    private static ImageSource grey(byte[]... pictures) {
        return InMemoryImages.of(List.of("any"), 1, SIDE, SIDE, List.of(pictures), new int[pictures.length]);
    }

    private static int differing(long[] first, long[] second) {
        int bits = 0;
        for (int word = 0; word < first.length; word++) {
            bits += Long.bitCount(first[word] ^ second[word]);
        }
        return bits;
    }
}
