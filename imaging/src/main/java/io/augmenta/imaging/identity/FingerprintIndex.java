package io.augmenta.imaging.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds, among many fingerprints, all within a radius of one, exactly. Multi-index hashing (Norouzi, Punjani and Fleet,
 * 2012): the 256 bits are cut into 16 parts; two fingerprints within the radius must be close in at least one of them, so
 * that only those which share a nearby part are compared. About 100 bytes per fingerprint, and 4 MiB.
 *
 * <p>Numbers are given in the order of adding, from 0. Not safe for use by several threads.
 */
public final class FingerprintIndex {

    private static final int PARTS = 16;
    private static final int PART_BITS = 16;
    private static final int NONE = -1;

    private final int radius;
    private final List<Fingerprint> fingerprints = new ArrayList<>();
    /** Per part and value, the latest fingerprint that has it there. */
    private final int[][] heads = new int[PARTS][1 << PART_BITS];
    /** Per part and fingerprint, the one before it with the same value. */
    private final int[][] links = new int[PARTS][16];
    /** When a fingerprint was last looked at, to look but once per search. */
    private int[] seenInSearch = new int[16];

    private int search;

    /** @param radius largest distance that {@link #withinRadius} reports, 0 to 63 */
    public FingerprintIndex(int radius) {
        if (radius < 0 || radius >= 4 * PARTS) {
            throw new IllegalArgumentException(
                    "Expected a radius of 0 to " + (4 * PARTS - 1) + " bits but got " + radius);
        }
        this.radius = radius;
        for (int[] head : heads) {
            Arrays.fill(head, NONE);
        }
    }

    /** Number of fingerprints added. */
    public int size() {
        return fingerprints.size();
    }

    /** Adds one and returns its number. */
    public int add(Fingerprint fingerprint) {
        int number = fingerprints.size();
        fingerprints.add(fingerprint);
        if (number == seenInSearch.length) {
            seenInSearch = Arrays.copyOf(seenInSearch, 2 * number);
            for (int part = 0; part < PARTS; part++) {
                links[part] = Arrays.copyOf(links[part], 2 * number);
            }
        }
        for (int part = 0; part < PARTS; part++) {
            int value = fingerprint.part(part);
            links[part][number] = heads[part][value];
            heads[part][value] = number;
        }
        return number;
    }

    /** The numbers of all fingerprints added so far that are within the radius, in ascending order. */
    public List<Integer> withinRadius(Fingerprint fingerprint) {
        search++;
        List<Integer> found = new ArrayList<>();
        // radius = 16 each + rest: were all of the first rest + 1 parts farther than each, and all others farther than
        // each - 1, the whole would be farther than the radius
        int each = radius / PARTS;
        int rest = radius % PARTS;
        for (int part = 0; part < PARTS; part++) {
            int flips = part <= rest ? each : each - 1;
            if (flips >= 0) {
                searchPart(fingerprint, part, fingerprint.part(part), 0, flips, found);
            }
        }
        found.sort(null);
        return found;
    }

    /** Looks up a value and, with bits from {@code fromBit} on flipped, all values up to {@code flips} away. */
    private void searchPart(Fingerprint fingerprint, int part, int value, int fromBit, int flips, List<Integer> found) {
        collect(fingerprint, part, value, found);
        if (flips == 0) {
            return;
        }
        for (int bit = fromBit; bit < PART_BITS; bit++) {
            searchPart(fingerprint, part, value ^ (1 << bit), bit + 1, flips - 1, found);
        }
    }

    private void collect(Fingerprint fingerprint, int part, int value, List<Integer> found) {
        for (int number = heads[part][value]; number != NONE; number = links[part][number]) {
            if (seenInSearch[number] != search) {
                seenInSearch[number] = search;
                if (fingerprints.get(number).distance(fingerprint) <= radius) {
                    found.add(number);
                }
            }
        }
    }
}
