package io.augmenta.imaging.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.decode.ImageDecoder;
import io.augmenta.imaging.decode.SampleFiles;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.imaging.resample.Resampling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final List<RasterImage> SLICES = slices();

    @Test
    void aHalvedCopyIsTheSamePicture() {
        assertAlike(slice -> Resampling.resize(slice, 80, 80), 0.8);
    }

    @Test
    void aCompressedCopyIsTheSamePicture() {
        assertAlike(slice -> recompress(slice, 0.5f), 0.95);
    }

    @Test
    void aBrightenedCopyIsTheSamePicture() {
        assertAlike(slice -> brighten(slice, 1.1, 6), 0.95);
    }

    @Test
    void aCopyWithOtherProportionsIsAtLeastAlike() {
        assertAlike(slice -> Resampling.resize(slice, 120, 80), 0.5);
    }

    @Test
    void differentSlicesAreNotAlike() {
        FingerprintIndex index = new FingerprintIndex(Fingerprint.ALIKE_DISTANCE);
        int pairs = 0;
        for (RasterImage slice : SLICES) {
            Fingerprint fingerprint = Fingerprint.of(slice);
            pairs += index.withinRadius(fingerprint).size();
            index.add(fingerprint);
        }
        assertTrue(pairs <= 1, pairs + " of 780 pairs of different slices are alike");
    }

    @Test
    void distanceCountsDifferingBits() {
        Fingerprint one = new Fingerprint(0b1011, 0, -1, 7);
        assertEquals(0, one.distance(one));
        assertEquals(3 + 64 + 1, one.distance(new Fingerprint(0, 0, 0, 6)));
    }

    @Test
    void bytesHoldAllBitsInOrder() {
        Fingerprint one = new Fingerprint(0x0102030405060708L, 2, 3, -4);
        assertEquals(one, Fingerprint.ofBytes(one.toBytes()));
        assertEquals(1, one.toBytes()[0]);
        assertEquals(8, one.toBytes()[7]);
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.ofBytes(new byte[31]));
    }

    @Test
    void flatAndTinyPicturesHaveFingerprintsToo() {
        assertEquals(new Fingerprint(0, 0, 0, 0), Fingerprint.of(RasterImage.grey(1, 1, new byte[] {99})));
        assertEquals(new Fingerprint(0, 0, 0, 0), Fingerprint.of(RasterImage.grey(50, 40, new byte[2000])));
    }

    /** All copies within the radius of what leaks, and nearly all within that of the same picture. */
    private static void assertAlike(UnaryOperator<RasterImage> change, double shareOfSame) {
        int same = 0;
        for (RasterImage slice : SLICES) {
            int distance = Fingerprint.of(slice).distance(Fingerprint.of(change.apply(slice)));
            assertTrue(distance <= Fingerprint.ALIKE_DISTANCE, "distance " + distance);
            if (distance <= Fingerprint.SAME_PICTURE_DISTANCE) {
                same++;
            }
        }
        assertTrue(same >= shareOfSame * SLICES.size(), same + " of " + SLICES.size());
    }

    private static List<RasterImage> slices() {
        PhantomSet set = new PhantomSet(11, 10, 160);
        List<RasterImage> slices = new ArrayList<>();
        for (LesionKind kind : LesionKind.values()) {
            for (int i = 0; i < 10; i++) {
                slices.add(set.image(kind, i));
            }
        }
        return slices;
    }

    private static RasterImage brighten(RasterImage slice, double gain, double offset) {
        byte[] pixels = slice.pixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.min(255, Math.round((pixels[i] & 0xff) * gain + offset));
        }
        return RasterImage.grey(slice.height(), slice.width(), pixels);
    }

    private static RasterImage recompress(RasterImage slice, float quality) {
        try {
            return new ImageDecoder(DecodeLimits.DEFAULT).decode(SampleFiles.jpeg(slice, quality));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
