package io.augmenta.imaging.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintIndexTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 40, 47, 63})
    void findsExactlyWhatComparingWithAllFinds(int radius) {
        List<Fingerprint> fingerprints = clustered(400, new Random(radius));
        FingerprintIndex index = new FingerprintIndex(radius);
        int pairs = 0;
        for (int i = 0; i < fingerprints.size(); i++) {
            Fingerprint fingerprint = fingerprints.get(i);
            List<Integer> expected = IntStream.range(0, i)
                    .filter(j -> fingerprints.get(j).distance(fingerprint) <= radius)
                    .boxed()
                    .toList();
            assertEquals(expected, index.withinRadius(fingerprint));
            pairs += expected.size();
            assertEquals(i, index.add(fingerprint));
        }
        assertTrue(pairs > 100, "the case has pairs to find: " + pairs);
    }

    @Test
    void aRadiusThatThePartsCannotGuaranteeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FingerprintIndex(64));
        assertThrows(IllegalArgumentException.class, () -> new FingerprintIndex(-1));
    }

    /** Few centres, and copies of them with 0 to 80 bits flipped, many of these in one part of the bits. */
    private static List<Fingerprint> clustered(int count, Random random) {
        List<Fingerprint> centres = new ArrayList<>();
        List<Fingerprint> fingerprints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % 40 == 0) {
                centres.add(
                        new Fingerprint(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
            }
            byte[] bits = centres.get(random.nextInt(centres.size())).toBytes();
            int flips = random.nextInt(5) == 0 ? 0 : random.nextInt(80);
            int within = random.nextBoolean() ? 256 : 96;
            for (int flip = 0; flip < flips; flip++) {
                int bit = random.nextInt(within);
                bits[bit >> 3] ^= (byte) (1 << (bit & 7));
            }
            fingerprints.add(Fingerprint.ofBytes(bits));
        }
        return fingerprints;
    }
}
