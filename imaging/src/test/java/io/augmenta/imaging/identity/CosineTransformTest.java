package io.augmenta.imaging.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CosineTransformTest {
    private static final int SIDE = CosineTransform.SIDE;
    private static final int FREQUENCIES = 16;
    /** The largest coefficient, that of frequency 0 of a white picture, is 261,120. */
    private static final double NEAR = 1e-8;

    @Test
    void bothWaysGiveWhatTheDefinitionOfTheTransformSays() {
        for (byte[] picture : pictures()) {
            double[] expected = byDefinition(picture);
            double[] exact = CosineTransform.lowFrequencies(picture);
            double[] near = CosineTransform.nearLowFrequencies(picture);
            for (int i = 0; i < FREQUENCIES * FREQUENCIES; i++) {
                assertEquals(expected[i], exact[i], NEAR);
                assertEquals(exact[i], near[i], NEAR);
            }
        }
    }

    /** What is left of a picture before must not show in the next. */
    @Test
    void aPictureHasTheSameSpectrumWhateverCameBeforeIt() {
        List<byte[]> pictures = pictures();
        double[] first = CosineTransform.nearLowFrequencies(pictures.get(0)).clone();
        pictures.forEach(CosineTransform::nearLowFrequencies);
        assertTrue(Arrays.equals(first, CosineTransform.nearLowFrequencies(pictures.get(0))));
    }

    private static List<byte[]> pictures() {
        Random random = new Random(5);
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[SIDE * SIDE];
            random.nextBytes(noise);
            pictures.add(noise);
        }
        byte[] white = new byte[SIDE * SIDE];
        Arrays.fill(white, (byte) 255);
        pictures.add(white);
        byte[] slope = new byte[SIDE * SIDE];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (byte) (4 * (i % SIDE) + 3 * (i / SIDE));
        }
        pictures.add(slope);
        return pictures;
    }

    private static double[] byDefinition(byte[] levels) {
        double[] spectrum = new double[FREQUENCIES * FREQUENCIES];
        for (int i = 0; i < spectrum.length; i++) {
            for (int at = 0; at < levels.length; at++) {
                spectrum[i] +=
                        (levels[at] & 0xff) * cosine(i / FREQUENCIES, at / SIDE) * cosine(i % FREQUENCIES, at % SIDE);
            }
        }
        return spectrum;
    }

    private static double cosine(int frequency, int at) {
        return Math.cos(Math.PI * frequency * (2 * at + 1) / (2.0 * SIDE));
    }
}
