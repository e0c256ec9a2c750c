package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SyntheticImageIdTest {

    /** The value is from Python's hashlib over struct.pack('>i', len) + text, '>q' seed, '>i' index. */
    @Test
    void idIsTheDigestOfCheckpointClassSeedAndIndex() {
        assertEquals(
                "7b011027b6a3f1ad1d6d2a475456385aa10f3db7faa594cb499d6c650ebe2d83",
                SyntheticImageId.of("run-a-e0003", "méningiome", -7, 12));
    }

    @Test
    void namesThatReadTheSameWhenJoinedHaveDifferentIds() {
        assertNotEquals(SyntheticImageId.of("ab", "c", 0, 0), SyntheticImageId.of("a", "bc", 0, 0));
    }
}
