package io.augmenta.zoo.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    @Test
    void sameSeedPurposeAndIndexGiveTheSameNumbers() {
        assertArrayEquals(
                stream(7, "latents", 3).gaussians(100), stream(7, "latents", 3).gaussians(100));
    }

    @Test
    void anotherSeedPurposeOrIndexGivesOtherNumbers() {
        float[] numbers = stream(7, "latents", 3).uniforms(8);
        assertFalse(Arrays.equals(numbers, stream(8, "latents", 3).uniforms(8)));
        assertFalse(Arrays.equals(numbers, stream(7, "order", 3).uniforms(8)));
        assertFalse(Arrays.equals(numbers, stream(7, "latents", 4).uniforms(8)));
    }

    /** A release that changes these makes every earlier run unrepeatable. */
    @Test
    void numbersAreThoseOfEarlierReleases() {
        RandomStream stream = stream(7, "latents", 3);
        assertEquals("[-0.6661642, -0.54064995, 0.45234]", Arrays.toString(stream.gaussians(3)));
        assertEquals("[3, 1, 2, 5, 4, 0]", Arrays.toString(stream.permutation(6)));
        ByteBuffer bits = ByteBuffer.allocateDirect(8);
        stream.fill(bits, 8);
        assertEquals("b780125f8a987792", Long.toHexString(bits.getLong(0)));
    }

    @Test
    void gaussiansHaveMeanZeroAndDeviationOne() {
        float[] drawn = stream(1, "moments", 0).gaussians(100_000);
        double mean = IntStream.range(0, drawn.length)
                .mapToDouble(i -> drawn[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, drawn.length)
                .mapToDouble(i -> (drawn[i] - mean) * (drawn[i] - mean))
                .average()
                .orElseThrow();
        // five standard errors
        assertEquals(0, mean, 5 / Math.sqrt(drawn.length));
        assertEquals(1, variance, 5 * Math.sqrt(2.0 / drawn.length));
    }

    @Test
    void permutationHoldsEveryNumberOnce() {
        int[] order = stream(5, "order", 2).permutation(1000);
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, 1000).toArray(), sorted);
        assertFalse(Arrays.equals(sorted, order));
    }

    @Test
    void everyPermutationOfThreeIsAboutAsOften() {
        int[] counts = new int[27];
        for (int i = 0; i < 6000; i++) {
            int[] order = stream(9, "order", i).permutation(3);
            counts[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertEquals(6, seen.length);
        // six standard errors around 1000
        Arrays.stream(seen).forEach(count -> assertEquals(1000, count, 6 * Math.sqrt(1000 * 5.0 / 6)));
    }

    private static RandomStream stream(long seed, String purpose, long index) {
        return RandomStream.of(seed, purpose, index);
    }
}
