package io.augmenta.imaging.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Tells whether any of many pictures looks like another one or like its mirror image, exactly. Immutable, safe for use by
 * any thread.
 *
 * <p>Few fingerprints are gone through one by one; of many, only those are compared that have nearly the same bits in one of
 * {@value #PARTS} places (multi-index hashing: Norouzi, Punjani and Fleet, 2012). About 100 bytes per fingerprint then, and
 * 4 MiB.
 */
public final class NearFingerprints {
    /** Bits that mirroring turns over: those of odd horizontal frequencies. */
    private static final long ODD = 0xaaaaaaaaaaaaaaaaL;

    private static final int WORDS = 4;
    private static final int PARTS = 16;
    private static final int PART_BITS = 16;
    /** One look into a list of the index takes as long as comparing about so many fingerprints in a row. */
    private static final int COMPARISONS_PER_LOOK = 100;

    private final int radius;
    /** Four words of each: even and odd bits apart, so that one pass answers for a picture and for its mirror image. */
    private final long[] words;
    /** What to flip in a part, in order; nothing where there is no index. */
    private final int[][] flips;
    /** By part and value, where the numbers of the fingerprints that have it there begin. */
    private final int[][] starts;

    private final int[][] numbers;

    private NearFingerprints(int radius, long[] words, int[][] flips) {
        this.radius = radius;
        this.words = words;
        this.flips = flips;
        this.starts = new int[flips.length][];
        this.numbers = new int[flips.length][];
        for (int part = 0; part < flips.length; part++) {
            index(part);
        }
    }

    /**
     * Takes them in.
     *
     * @param radius how many bits a fingerprint may differ in to be near, 0 to {@value Fingerprint#BITS}
     */
    public static NearFingerprints of(Collection<Fingerprint> fingerprints, int radius) {
        return of(fingerprints, radius, worthAnIndex(fingerprints.size(), radius));
    }

    static NearFingerprints of(Collection<Fingerprint> fingerprints, int radius, boolean indexed) {
        if (radius < 0 || radius > Fingerprint.BITS) {
            throw new IllegalArgumentException(
                    "Expected a radius of 0 to " + Fingerprint.BITS + " bits but got " + radius);
        }
        long[] words = new long[WORDS * fingerprints.size()];
        int at = 0;
        for (Fingerprint fingerprint : fingerprints) {
            System.arraycopy(parted(fingerprint), 0, words, at, WORDS);
            at += WORDS;
        }
        return new NearFingerprints(radius, words, indexed ? flips(radius) : new int[0][]);
    }

    private static boolean worthAnIndex(int count, int radius) {
        // beyond three flips a part there are so many lists that they are the whole
        if (radius >= 4 * PARTS) {
            return false;
        }
        long looks = Arrays.stream(flips(radius)).mapToLong(part -> part.length).sum();
        return count > looks * COMPARISONS_PER_LOOK;
    }

    /** How many there are. */
    public int size() {
        return words.length / WORDS;
    }

    /** In how many bits a fingerprint may differ to be near. */
    public int radius() {
        return radius;
    }

    /** Whether one of them is within the radius of a picture or of its mirror image. */
    public boolean anyNear(FingerprintPair picture) {
        long[] plain = parted(picture.plain());
        long[] mirrored = parted(picture.mirrored());
        boolean turned = plain[0] == mirrored[0]
                && plain[1] == mirrored[1]
                && plain[2] == ~mirrored[2]
                && plain[3] == ~mirrored[3];
        if (flips.length > 0) {
            return anyInIndex(plain) || anyInIndex(mirrored);
        }
        // a frequency that is exactly 0 has no sign to turn over
        return turned ? anyNearOrMirrored(plain) : anyNear(plain) || anyNear(mirrored);
    }

    private boolean anyNearOrMirrored(long[] query) {
        long query0 = query[0];
        long query1 = query[1];
        long query2 = query[2];
        long query3 = query[3];
        for (int at = 0; at < words.length; at += WORDS) {
            int even = Long.bitCount(words[at] ^ query0) + Long.bitCount(words[at + 1] ^ query1);
            if (even <= radius) {
                int odd = Long.bitCount(words[at + 2] ^ query2) + Long.bitCount(words[at + 3] ^ query3);
                if (even + Math.min(odd, Fingerprint.BITS / 2 - odd) <= radius) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean anyNear(long[] query) {
        for (int at = 0; at < words.length; at += WORDS) {
            if (near(at, query)) {
                return true;
            }
        }
        return false;
    }

    private boolean near(int at, long[] query) {
        return Long.bitCount(words[at] ^ query[0])
                        + Long.bitCount(words[at + 1] ^ query[1])
                        + Long.bitCount(words[at + 2] ^ query[2])
                        + Long.bitCount(words[at + 3] ^ query[3])
                <= radius;
    }

    private boolean anyInIndex(long[] query) {
        for (int part = 0; part < flips.length; part++) {
            int value = part(query, part);
            for (int flip : flips[part]) {
                int[] start = starts[part];
                int end = start[(value ^ flip) + 1];
                for (int i = start[value ^ flip]; i < end; i++) {
                    if (near(WORDS * numbers[part][i], query)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void index(int part) {
        int[] ends = new int[(1 << PART_BITS) + 1];
        for (int at = 0; at < words.length; at += WORDS) {
            ends[part(at, part) + 1]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] next = ends.clone();
        int[] inOrder = new int[size()];
        for (int number = 0; number < inOrder.length; number++) {
            inOrder[next[part(WORDS * number, part)]++] = number;
        }
        starts[part] = ends;
        numbers[part] = inOrder;
    }

    private int part(int at, int part) {
        return value(words[at + part / WORDS], part);
    }

    private static int part(long[] query, int part) {
        return value(query[part / WORDS], part);
    }

    private static int value(long word, int part) {
        return (int) (word >>> (part % WORDS * PART_BITS)) & 0xffff;
    }

    /**
     * Two fingerprints within the radius, which is 16 each + rest, are within {@code each} bits in one of the first
     * {@code rest + 1} parts, or within {@code each - 1} in one of the others.
     */
    private static int[][] flips(int radius) {
        int each = radius / PARTS;
        int rest = radius % PARTS;
        int[] near = masks(each);
        int[] nearer = masks(each - 1);
        int[][] flips = new int[each == 0 ? rest + 1 : PARTS][];
        for (int part = 0; part < flips.length; part++) {
            flips[part] = part <= rest ? near : nearer;
        }
        return flips;
    }

    /** All masks of at most so many bits, those of fewest bits first. */
    private static int[] masks(int bits) {
        List<Integer> masks = new ArrayList<>();
        for (int mask = 0; mask < 1 << PART_BITS; mask++) {
            if (Integer.bitCount(mask) <= bits) {
                masks.add(mask);
            }
        }
        masks.sort(Comparator.comparingInt(Integer::bitCount));
        return masks.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The even bits of the four words in the first two, the odd ones in the others. */
    private static long[] parted(Fingerprint fingerprint) {
        return new long[] {
            evens(fingerprint.word0()) | evens(fingerprint.word1()) << 32,
            evens(fingerprint.word2()) | evens(fingerprint.word3()) << 32,
            evens(fingerprint.word0() >>> 1) | evens(fingerprint.word1() >>> 1) << 32,
            evens(fingerprint.word2() >>> 1) | evens(fingerprint.word3() >>> 1) << 32
        };
    }

    /** Pushes every other bit, from the first on, together into the lower half. */
    private static long evens(long word) {
        long bits = word & ~ODD;
        bits = (bits | bits >>> 1) & 0x3333333333333333L;
        bits = (bits | bits >>> 2) & 0x0f0f0f0f0f0f0f0fL;
        bits = (bits | bits >>> 4) & 0x00ff00ff00ff00ffL;
        bits = (bits | bits >>> 8) & 0x0000ffff0000ffffL;
        return (bits | bits >>> 16) & 0xffffffffL;
    }
}
