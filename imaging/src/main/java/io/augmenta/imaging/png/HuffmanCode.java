package io.augmenta.imaging.png;

import java.util.Arrays;

/** Canonical Huffman codes of limited length, as deflate (RFC 1951, 3.2.2) has them. */
final class HuffmanCode {

    private HuffmanCode() {}

    /**
     * The length of each symbol's code, 0 for symbols that do not occur. Where the best code would be too long, the counts are
     * flattened until it is not.
     *
     * @param counts how often each symbol occurs; at least two occur
     */
    static int[] lengths(int[] counts, int maxBits) {
        int[] flattened = counts.clone();
        int[] lengths = unlimitedLengths(flattened);
        while (longest(lengths) > maxBits) {
            for (int i = 0; i < flattened.length; i++) {
                flattened[i] = (flattened[i] + 1) / 2;
            }
            lengths = unlimitedLengths(flattened);
        }
        return lengths;
    }

    private static int longest(int[] lengths) {
        int longest = 0;
        for (int length : lengths) {
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /**
     * Joins the two rarest again and again. What was joined comes in order of its count, so that two queues do: the sorted
     * symbols, and the joined ones.
     */
    private static int[] unlimitedLengths(int[] counts) {
        long[] sorted = occurring(counts);
        int symbols = sorted.length;
        long[] weights = new long[2 * symbols - 1];
        int[] parents = new int[2 * symbols - 1];
        for (int i = 0; i < symbols; i++) {
            weights[i] = sorted[i] >>> Integer.SIZE;
        }
        int nextSymbol = 0;
        int nextJoined = symbols;
        for (int joined = symbols; joined < weights.length; joined++) {
            for (int part = 0; part < 2; part++) {
                boolean symbol =
                        nextSymbol < symbols && (nextJoined == joined || weights[nextSymbol] <= weights[nextJoined]);
                int rarest = symbol ? nextSymbol++ : nextJoined++;
                weights[joined] += weights[rarest];
                parents[rarest] = joined;
            }
        }
        int[] depths = new int[weights.length];
        for (int node = weights.length - 2; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
        }
        int[] lengths = new int[counts.length];
        for (int i = 0; i < symbols; i++) {
            lengths[(int) sorted[i]] = depths[i];
        }
        return lengths;
    }

    /** The count above the number, so that equal counts have an order and the code is the same everywhere. */
    private static long[] occurring(int[] counts) {
        long[] found = new long[counts.length];
        int symbols = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                found[symbols++] = (long) counts[i] << Integer.SIZE | i;
            }
        }
        long[] sorted = Arrays.copyOf(found, symbols);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The codes, their first bit least significant. */
    static int[] reversedCodes(int[] lengths) {
        int longest = longest(lengths);
        int[] ofLength = new int[longest + 2];
        for (int length : lengths) {
            ofLength[length]++;
        }
        ofLength[0] = 0;
        int[] next = new int[longest + 2];
        for (int bits = 1; bits <= longest; bits++) {
            next[bits] = (next[bits - 1] + ofLength[bits - 1]) << 1;
        }
        int[] codes = new int[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0) {
                codes[i] = Integer.reverse(next[lengths[i]]++) >>> (Integer.SIZE - lengths[i]);
            }
        }
        return codes;
    }
}
