package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class QuantisationTest {

    @Test
    void everyLevelSurvivesTheWayToTrainingAndBack() {
        for (int level = 0; level <= 255; level++) {
            assertEquals(level, Quantisation.toByte((float) (level / 127.5 - 1)) & 0xff);
        }
    }

    @Test
    void halvesGoUpAndWhatIsBelowGoesDown() {
        // (0 + 1) * 127.5 is exactly half way between 127 and 128
        assertEquals(128, Quantisation.toByte(0f) & 0xff);
        assertEquals(127, Quantisation.toByte(-1e-7f) & 0xff);
    }

    @Test
    void samplesBeyondTheRangeBecomeItsEnds() {
        assertEquals(255, Quantisation.toByte(1.01f) & 0xff);
        assertEquals(0, Quantisation.toByte(-1.5f) & 0xff);
        assertEquals(255, Quantisation.toByte(Float.POSITIVE_INFINITY) & 0xff);
        assertEquals(0, Quantisation.toByte(Float.NEGATIVE_INFINITY) & 0xff);
    }

    @Test
    void whatIsNotANumberIsNoSample() {
        assertThrows(ArithmeticException.class, () -> Quantisation.toByte(Float.NaN));
    }
}
