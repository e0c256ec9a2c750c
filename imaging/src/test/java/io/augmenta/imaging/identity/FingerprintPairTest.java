package io.augmenta.imaging.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintPairTest {

    @ParameterizedTest
    @ValueSource(ints = {32, 50, 64, 128, 256})
    void theFingerprintOfTheMirrorImageIsThatOfThePictureMirrored(int side) {
        PhantomSet set = new PhantomSet(3, 15, side);
        for (LesionKind kind : LesionKind.values()) {
            for (int i = 0; i < 15; i++) {
                RasterImage slice = set.image(kind, i);
                FingerprintPair pair = FingerprintPair.of(slice);
                assertEquals(Fingerprint.of(slice), pair.plain());
                assertEquals(Fingerprint.of(mirrored(slice)), pair.mirrored());
                assertNotEquals(pair.plain(), pair.mirrored());
            }
        }
    }

    @Test
    void whatIsItsOwnMirrorImageHasOneFingerprint() {
        byte[] pixels = new byte[64 * 64];
        for (int row = 10; row < 40; row++) {
            for (int column = 12; column < 52; column++) {
                pixels[row * 64 + column] = (byte) (60 + 3 * row);
            }
        }
        FingerprintPair pair = FingerprintPair.of(RasterImage.grey(64, 64, pixels));
        assertEquals(pair.plain(), pair.mirrored());
        assertNotEquals(new Fingerprint(0, 0, 0, 0), pair.plain());
    }

    @Test
    void aColouredPictureIsSeenByItsMeanOverTheChannels() {
        byte[] colours = {10, 20, 30, 40, 11, 21, 31, 41, 13, 22, 32, 43};
        assertArrayEquals(
                new byte[] {11, 21, 31, 41},
                new RasterImage(3, 2, 2, colours).meanOverChannels().pixels());
        RasterImage slice = new PhantomSet(3, 2, 64).image(LesionKind.GLIOMA, 1);
        byte[] three = new byte[3 * 64 * 64];
        for (int channel = 0; channel < 3; channel++) {
            slice.copyTo(three, channel * 64 * 64);
        }
        assertEquals(FingerprintPair.of(slice), FingerprintPair.ofMean(new RasterImage(3, 64, 64, three)));
    }

    /** The shorter way must not change what data sets have in their logs. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 32, 64, 128, 256})
    void squaresThatCanBeRepeatedAreSeenToTheLastBitAsOthersAre(int side) {
        Random random = new Random(side);
        for (int i = 0; i < 60; i++) {
            byte[] pixels = new byte[side * side];
            if (i % 3 == 0) {
                random.nextBytes(pixels);
            } else {
                fillRectangle(pixels, side, random);
            }
            RasterImage picture = RasterImage.grey(side, side, pixels);
            assertArrayEquals(CosineHash.smallOfAny(picture), CosineHash.smallOfRepeated(picture));
        }
        PhantomSet set = new PhantomSet(side, 20, Math.max(32, side));
        for (int i = 0; i < 20; i++) {
            RasterImage slice = set.image(LesionKind.MENINGIOMA, i);
            assertArrayEquals(CosineHash.smallOfAny(slice), CosineHash.smallOfRepeated(slice));
        }
    }

    private static void fillRectangle(byte[] pixels, int side, Random random) {
        int left = random.nextInt(side);
        int top = random.nextInt(side);
        int right = left + 1 + random.nextInt(side - left);
        int bottom = top + 1 + random.nextInt(side - top);
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                pixels[row * side + column] = (byte) (100 + random.nextInt(50));
            }
        }
    }

    private static RasterImage mirrored(RasterImage picture) {
        byte[] mirrored = new byte[picture.sampleCount()];
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                mirrored[row * picture.width() + column] = (byte) picture.sample(0, row, picture.width() - 1 - column);
            }
        }
        return RasterImage.grey(picture.height(), picture.width(), mirrored);
    }
}
