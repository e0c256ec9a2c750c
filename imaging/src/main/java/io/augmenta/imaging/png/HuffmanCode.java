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
     * Joins the two rarest again and again, in place (Moffat and Katajainen, In-place calculation of minimum-redundancy codes,
     * 1995): one array holds counts, then parents of what was joined, then depths.
     */
    private static int[] unlimitedLengths(int[] counts) {
        int[] symbols = byCount(counts);
        int[] nodes = new int[symbols.length];
        for (int i = 0; i < symbols.length; i++) {
            nodes[i] = counts[symbols[i]];
        }
        join(nodes);
        depthsOfJoined(nodes);
        depthsOfSymbols(nodes);
        int[] lengths = new int[counts.length];
        for (int i = 0; i < symbols.length; i++) {
            lengths[symbols[i]] = nodes[i];
        }
        return lengths;
    }

    /** Counts of symbols, ascending, become the parents of joined nodes. */
    private static void join(int[] nodes) {
        int symbol = 0;
        int joined = 0;
        for (int next = 0; next < nodes.length - 1; next++) {
            int weight = 0;
            for (int part = 0; part < 2; part++) {
                if (symbol >= nodes.length || (joined < next && nodes[joined] < nodes[symbol])) {
                    weight += nodes[joined];
                    nodes[joined++] = next;
                } else {
                    weight += nodes[symbol++];
                }
            }
            nodes[next] = weight;
        }
    }

    private static void depthsOfJoined(int[] nodes) {
        nodes[nodes.length - 2] = 0;
        for (int node = nodes.length - 3; node >= 0; node--) {
            nodes[node] = nodes[nodes[node]] + 1;
        }
    }

    /** What is not taken by joined nodes at a depth is a symbol's; the rarest symbols are the deepest. */
    private static void depthsOfSymbols(int[] nodes) {
        int joined = nodes.length - 2;
        int symbol = nodes.length - 1;
        int available = 1;
        for (int depth = 0; available > 0; depth++) {
            int taken = 0;
            while (joined >= 0 && nodes[joined] == depth) {
                taken++;
                joined--;
            }
            for (; available > taken; available--) {
                nodes[symbol--] = depth;
            }
            available = 2 * taken;
        }
    }

    /** The symbols that occur, the rarest first, equal ones by their number: a radix sort, eight bits at a time. */
    private static int[] byCount(int[] counts) {
        int[] symbols = new int[counts.length];
        int occurring = 0;
        int most = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                symbols[occurring++] = symbol;
                most = Math.max(most, counts[symbol]);
            }
        }
        symbols = Arrays.copyOf(symbols, occurring);
        for (int shift = 0; shift < Integer.SIZE && most >>> shift != 0; shift += Byte.SIZE) {
            symbols = sortedByDigit(symbols, counts, shift);
        }
        return symbols;
    }

    private static int[] sortedByDigit(int[] symbols, int[] counts, int shift) {
        int[] place = new int[257];
        for (int symbol : symbols) {
            place[(counts[symbol] >>> shift & 0xff) + 1]++;
        }
        for (int digit = 1; digit < place.length; digit++) {
            place[digit] += place[digit - 1];
        }
        int[] sorted = new int[symbols.length];
        for (int symbol : symbols) {
            sorted[place[counts[symbol] >>> shift & 0xff]++] = symbol;
        }
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
