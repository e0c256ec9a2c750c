package io.augmenta.imaging.identity;

import java.util.Arrays;

/**
 * Numbers from 0 on, in sets that can be joined: union-find with path halving, the lowest number stands for its set
 * whatever the order of joining. Not safe for use by several threads.
 */
public final class DisjointSets {

    private final int[] parents;

    /** Every number below {@code size} in a set of its own. */
    public DisjointSets(int size) {
        parents = new int[size];
        Arrays.setAll(parents, i -> i);
    }

    /** The lowest number of the set that {@code number} is in. */
    public int representative(int number) {
        int current = number;
        while (parents[current] != current) {
            parents[current] = parents[parents[current]];
            current = parents[current];
        }
        return current;
    }

    /** Makes one set of the sets of both. */
    public void join(int first, int second) {
        int one = representative(first);
        int other = representative(second);
        parents[Math.max(one, other)] = Math.min(one, other);
    }

    /** Number of sets. */
    public int count() {
        int count = 0;
        for (int i = 0; i < parents.length; i++) {
            if (parents[i] == i) {
                count++;
            }
        }
        return count;
    }
}
