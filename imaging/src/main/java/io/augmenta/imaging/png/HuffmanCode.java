package io.augmenta.imaging.png;

import java.util.PriorityQueue;

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

    /** Joins the two rarest again and again; symbols and joined ones are numbers into {@code parents}. */
    private static int[] unlimitedLengths(int[] counts) {
        int symbols = counts.length;
        int[] parents = new int[2 * symbols];
        // the count above the number, so that equal counts have an order and the code is the same everywhere
        PriorityQueue<Long> rarest = new PriorityQueue<>(symbols);
        for (int i = 0; i < symbols; i++) {
            if (counts[i] > 0) {
                rarest.add((long) counts[i] << 32 | i);
            }
        }
        int joined = symbols;
        while (rarest.size() > 1) {
            long one = rarest.remove();
            long other = rarest.remove();
            parents[(int) one] = joined;
            parents[(int) other] = joined;
            rarest.add(((one >>> 32) + (other >>> 32)) << 32 | joined);
            joined++;
        }
        int root = joined - 1;
        int[] depths = new int[2 * symbols];
        for (int node = root - 1; node >= symbols; node--) {
            depths[node] = depths[parents[node]] + 1;
        }
        int[] lengths = new int[symbols];
        for (int i = 0; i < symbols; i++) {
            lengths[i] = counts[i] > 0 ? depths[parents[i]] + 1 : 0;
        }
        return lengths;
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
