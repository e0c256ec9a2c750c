package io.augmenta.scoring.features;

import java.util.Arrays;

/** For each row the k nearest of those offered so far, in order. Not thread-safe. */
final class NearestLists {
    private final int count;
    private final int k;
    private final double[] squared;
    private final int[] indices;

    NearestLists(int count, int k) {
        this.count = count;
        this.k = k;
        this.squared = new double[Math.multiplyExact(count, k)];
        this.indices = new int[count * k];
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        Arrays.fill(indices, Integer.MAX_VALUE);
    }

    void offer(int row, int index, double squaredDistance) {
        if (squaredDistance <= squared[row * k + k - 1]) {
            insert(row, index, squaredDistance);
        }
    }

    private void insert(int row, int index, double distance) {
        int at = row * k + k - 1;
        if (distance == squared[at] && index >= indices[at]) {
            return;
        }
        for (; at > row * k && isBefore(distance, index, at - 1); at--) {
            squared[at] = squared[at - 1];
            indices[at] = indices[at - 1];
        }
        squared[at] = distance;
        indices[at] = index;
    }

    private boolean isBefore(double distance, int index, int at) {
        return distance < squared[at] || (distance == squared[at] && index < indices[at]);
    }

    /** Offers all that the other has. */
    void add(NearestLists other) {
        for (int at = 0; at < other.indices.length; at++) {
            if (other.indices[at] != Integer.MAX_VALUE) {
                offer(at / k, other.indices[at], other.squared[at]);
            }
        }
    }

    Neighbours sorted() {
        return new Neighbours(count, k, squared, indices);
    }
}
