package io.augmenta.imaging.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.imaging.RasterImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {

    @ParameterizedTest
    @CsvSource({"8,8,4,4", "7,5,3,2", "13,9,4,4", "5,3,7,8", "1,1,3,3", "31,17,16,16", "6,6,6,3", "100,3,9,2"})
    void everyPixelIsTheMeanOfTheAreaItCovers(int height, int width, int newHeight, int newWidth) {
        RasterImage image = random(3, height, width);
        RasterImage resized = Resampling.resize(image, newHeight, newWidth);
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < newHeight; row++) {
                for (int column = 0; column < newWidth; column++) {
                    assertEquals(
                            meanByCounting(image, channel, row, column, newHeight, newWidth),
                            resized.sample(channel, row, column));
                }
            }
        }
    }

    /** Repeats each old pixel newHeight × newWidth times; then each new one covers height × width whole ones. */
    private static int meanByCounting(
            RasterImage image, int channel, int row, int column, int newHeight, int newWidth) {
        long sum = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int fineY = row * image.height() + y;
                int fineX = column * image.width() + x;
                sum += image.sample(channel, fineY / newHeight, fineX / newWidth);
            }
        }
        return (int) Math.floor((double) sum / (image.height() * image.width()) + 0.5);
    }

    @Test
    void aCheckerboardBecomesEvenlyGreyInsteadOfAliasing() {
        byte[] pixels = new byte[63 * 63];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 2 == 0 ? 255 : 0);
        }
        RasterImage small = Resampling.resize(RasterImage.grey(63, 63, pixels), 8, 8);
        for (byte value : small.pixels()) {
            assertEquals(127.5, value & 0xff, 5);
        }
    }

    @Test
    void aWidePictureIsPaddedAboveAndBelowWithBlack() {
        RasterImage padded = Resampling.padToSquare(RasterImage.grey(1, 4, new byte[] {1, 2, 3, 4}));
        assertArrayEquals(new byte[] {0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0}, padded.pixels());
    }

    @Test
    void aTallPictureIsPaddedLeftAndRightInEveryChannel() {
        RasterImage padded = Resampling.padToSquare(new RasterImage(3, 3, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
        assertEquals(3, padded.width());
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < 3; row++) {
                assertEquals(0, padded.sample(channel, row, 0));
                assertEquals(3 * channel + row + 1, padded.sample(channel, row, 1));
                assertEquals(0, padded.sample(channel, row, 2));
            }
        }
    }

    @Test
    void whatFitsAlreadyComesBackAsItIs() {
        RasterImage image = random(1, 6, 6);
        assertSame(image, Resampling.padToSquare(image));
        assertSame(image, Resampling.resize(image, 6, 6));
        assertThrows(IllegalArgumentException.class, () -> Resampling.resize(image, 0, 6));
    }

    private static RasterImage random(int channels, int height, int width) {
        byte[] pixels = new byte[channels * height * width];
        new Random(height * 1000L + width).nextBytes(pixels);
        return new RasterImage(channels, height, width, pixels);
    }
}
