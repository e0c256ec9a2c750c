package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class QuantisationTest {

    @Test
    void everyLevelSurvivesTheWayToTrainingAndBack() {
        for (int level = 0; level <= 255; level++) {
            assertEquals(level, level((float) (level / 127.5 - 1)));
        }
    }

    @Test
    void halvesGoUpAndWhatIsBelowGoesDown() {
        // (0 + 1) * 127.5 is exactly half way between 127 and 128
        assertEquals(128, level(0f));
        assertEquals(127, level(-1e-7f));
    }

    @Test
    void samplesBeyondTheRangeBecomeItsEnds() {
        assertEquals(255, level(1.01f));
        assertEquals(0, level(-1.5f));
        assertEquals(255, level(Float.POSITIVE_INFINITY));
        assertEquals(0, level(Float.NEGATIVE_INFINITY));
    }

    @Test
    void whatIsNotANumberIsNoSample() {
        assertThrows(ArithmeticException.class, () -> level(Float.NaN));
    }

    @Test
    void oneThatIsNotANumberIsFoundAmongManyThatAre() {
        float[] samples = new float[100];
        Quantisation.toBytes(samples, 10, new byte[90]);
        samples[99] = Float.NaN;
        assertThrows(ArithmeticException.class, () -> Quantisation.toBytes(samples, 10, new byte[90]));
        Quantisation.toBytes(samples, 9, new byte[90]);
    }

    @Test
    void oppositeInfinitiesAreNumbers() {
        byte[] levels = new byte[3];
        Quantisation.toBytes(new float[] {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0}, 0, levels);
        assertArrayEquals(new byte[] {0, (byte) 255, (byte) 128}, levels);
    }

    /** The definition itself, for samples close together and all around the range. */
    @Test
    void everySampleGoesToTheNearestLevel() {
        for (int step = -1_100_000; step <= 1_100_000; step++) {
            float sample = step * 1e-6f;
            double expected = Math.max(0, Math.min(255, Math.floor((sample + 1.0) * 127.5 + 0.5)));
            assertEquals((int) expected, level(sample), () -> "sample " + sample);
        }
    }

    private static int level(float sample) {
        byte[] level = new byte[1];
        Quantisation.toBytes(new float[] {sample}, 0, level);
        return level[0] & 0xff;
    }
}
