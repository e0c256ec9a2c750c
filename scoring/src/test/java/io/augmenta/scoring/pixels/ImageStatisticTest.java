package io.augmenta.scoring.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageStatisticTest {
    /** Two rows of two, in one channel and in two. */
    private static final byte[] FOUR = {0, 0, (byte) 200, (byte) 100};

    @Test
    void statisticsOfFourPixelsAreThoseComputedByHand() {
        ImageSet one = new ImageSet(1, 2, 2, List.of(FOUR, new byte[4]));

        assertArrayEquals(new double[] {75, 0}, ImageStatistic.MEAN.of(one));
        // squares of -75, -75, 125, 25
        assertArrayEquals(new double[] {Math.sqrt(6875), 0}, ImageStatistic.DEVIATION.of(one), 1e-12);
        // shares of a half and two quarters: half a bit and two halves
        assertArrayEquals(new double[] {1.5, 0}, ImageStatistic.ENTROPY.of(one), 1e-12);
        // neighbours differ by 0 and 100 along rows, 200 and 100 along columns
        assertArrayEquals(new double[] {100, 0}, ImageStatistic.ROUGHNESS.of(one), 1e-12);
    }

    @Test
    void neighboursAreNotSoughtInAnotherChannelOrRow() {
        ImageSet twoChannels = new ImageSet(2, 1, 2, List.of(FOUR));

        assertArrayEquals(new double[] {50}, ImageStatistic.ROUGHNESS.of(twoChannels), 1e-12);
        assertArrayEquals(new double[] {0}, ImageStatistic.ROUGHNESS.of(new ImageSet(4, 1, 1, List.of(FOUR))));
    }

    @Test
    void imagesOfAnotherSizeAreRefusedByNumber() {
        List<byte[]> images = List.of(FOUR, new byte[3]);

        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> new ImageSet(1, 2, 2, images));
        assertTrue(String.valueOf(wrong.getMessage()).contains("= 4 bytes an image, got 3 of image 1"));
        assertThrows(IllegalArgumentException.class, () -> new ImageSet(0, 2, 2, List.of()));
        assertEquals(0, new ImageSet(1, 2, 2, List.of()).count());
    }
}
