package io.augmenta.imaging.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearFingerprintsTest {
    private static final long ODD = 0xaaaaaaaaaaaaaaaaL;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 31, 32, 40, 47, 63})
    void bothWaysOfLookingFindWhatComparingWithAllOfThemFinds(int radius) {
        Random random = new Random(radius);
        List<Fingerprint> known = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            known.add(random(random));
        }
        NearFingerprints oneByOne = NearFingerprints.of(known, radius, false);
        NearFingerprints indexed = NearFingerprints.of(known, radius, true);
        int near = 0;
        for (int i = 0; i < 600; i++) {
            Fingerprint plain =
                    flipped(known.get(random.nextInt(known.size())), random, radius - 3 + random.nextInt(7));
            // one in three has a mirror image that is not the plain one turned over, as where a frequency is exactly 0
            Fingerprint mirrored = i % 3 == 0 ? flipped(turned(plain), random, 2) : turned(plain);
            FingerprintPair picture =
                    i % 2 == 0 ? new FingerprintPair(plain, mirrored) : new FingerprintPair(mirrored, plain);
            boolean expected = known.stream()
                    .anyMatch(other ->
                            other.distance(picture.plain()) <= radius || other.distance(picture.mirrored()) <= radius);
            assertEquals(expected, oneByOne.anyNear(picture));
            assertEquals(expected, indexed.anyNear(picture));
            near += expected ? 1 : 0;
        }
        assertTrue(near > 100 && near < 600, near + " of 600 are near: too few of one kind to tell anything");
    }

    @Test
    void manyAreLookedUpAndStillFound() {
        Random random = new Random(1);
        List<Fingerprint> known = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            known.add(random(random));
        }
        NearFingerprints near = NearFingerprints.of(known, 30, true);
        for (int i = 0; i < 200; i++) {
            Fingerprint within = flipped(known.get(i * 97), random, 30);
            assertTrue(near.anyNear(new FingerprintPair(within, turned(within))));
            assertTrue(near.anyNear(new FingerprintPair(turned(within), within)));
            Fingerprint stranger = random(random);
            assertFalse(near.anyNear(new FingerprintPair(stranger, turned(stranger))));
        }
    }

    @Test
    void amongNoneNothingIsNear() {
        NearFingerprints none = NearFingerprints.of(List.of(), Fingerprint.BITS);
        Fingerprint any = random(new Random(2));
        assertFalse(none.anyNear(new FingerprintPair(any, any)));
        assertEquals(0, none.size());
        assertEquals(256, none.radius());
        assertThrows(IllegalArgumentException.class, () -> NearFingerprints.of(List.of(), -1));
        assertThrows(IllegalArgumentException.class, () -> NearFingerprints.of(List.of(), 257));
    }

    private static Fingerprint random(Random random) {
        return new Fingerprint(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static Fingerprint turned(Fingerprint plain) {
        return new Fingerprint(plain.word0() ^ ODD, plain.word1() ^ ODD, plain.word2() ^ ODD, plain.word3() ^ ODD);
    }

    private static Fingerprint flipped(Fingerprint fingerprint, Random random, int bits) {
        long[] words = fingerprint.words();
        random.ints(0, Fingerprint.BITS)
                .distinct()
                .limit(Math.max(0, bits))
                .forEach(bit -> words[bit >> 6] ^= 1L << (bit & 63));
        return new Fingerprint(words[0], words[1], words[2], words[3]);
    }
}
