package io.augmenta.imaging.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
    private static final int UNLIMITED = 64;

    @Test
    void noCodeTakesFewerBits() {
        Random random = new Random(1);
        for (int trial = 0; trial < 500; trial++) {
            int[] counts = counts(random, 2 + random.nextInt(300), 1 + random.nextInt(100_000));
            assertEquals(bitsByJoiningTheRarest(counts), bits(counts, HuffmanCode.lengths(counts, UNLIMITED)));
        }
    }

    @Test
    void aLimitedCodeIsCompleteAndWithinItsLimit() {
        // counts like Fibonacci's numbers give the deepest trees
        int[] counts = new int[30];
        counts[0] = 1;
        counts[1] = 1;
        for (int i = 2; i < counts.length; i++) {
            counts[i] = counts[i - 1] + counts[i - 2];
        }
        assertEquals(29, HuffmanCode.lengths(counts, UNLIMITED)[0]);

        int[] lengths = HuffmanCode.lengths(counts, 15);
        double kraft = 0;
        for (int length : lengths) {
            assertTrue(length >= 1 && length <= 15, "length " + length);
            kraft += Math.pow(2, -length);
        }
        assertEquals(1, kraft);
    }

    @Test
    void symbolsThatDoNotOccurHaveNoCode() {
        assertArrayEquals(new int[] {0, 1, 0, 1, 0}, HuffmanCode.lengths(new int[] {0, 5, 0, 70_000, 0}, 15));
    }

    /** The example of RFC 1951, 3.2.2: lengths 3, 3, 3, 3, 3, 2, 4, 4 give the codes 010 to 110, 00, 1110 and 1111. */
    @Test
    void codesAreCanonical() {
        int[] codes = HuffmanCode.reversedCodes(new int[] {3, 3, 3, 3, 3, 2, 4, 4});
        assertArrayEquals(new int[] {0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111}, codes);
    }

    private static int[] counts(Random random, int symbols, int most) {
        int[] counts = new int[symbols];
        for (int i = 0; i < symbols; i++) {
            counts[i] = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(most);
        }
        counts[0] = 1;
        counts[symbols - 1] = most;
        return counts;
    }

    private static long bits(int[] counts, int[] lengths) {
        long bits = 0;
        for (int i = 0; i < counts.length; i++) {
            bits += (long) counts[i] * lengths[i];
        }
        return bits;
    }

    /** Huffman's own construction: each joint adds a bit to all that is below it. */
    private static long bitsByJoiningTheRarest(int[] counts) {
        PriorityQueue<Long> weights = new PriorityQueue<>(Comparator.naturalOrder());
        for (int count : counts) {
            if (count > 0) {
                weights.add((long) count);
            }
        }
        long bits = 0;
        while (weights.size() > 1) {
            long joined = weights.remove() + weights.remove();
            bits += joined;
            weights.add(joined);
        }
        return bits;
    }
}
