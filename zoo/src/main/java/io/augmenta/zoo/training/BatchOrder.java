package io.augmenta.zoo.training;

import io.augmenta.zoo.random.RandomStream;
import java.util.Arrays;

/**
 * Which images each step sees: every epoch is a new random order, cut into batches of one size. What does not fill a
 * batch waits for another epoch's order; a set smaller than a batch is one batch. A function of (seed, step) alone.
 */
final class BatchOrder {

    private final long seed;
    private final int images;
    private final int batchSize;
    private long orderedEpoch = -1;
    private int[] order = {};

    BatchOrder(long seed, int images, int batchSize) {
        this.seed = seed;
        this.images = images;
        this.batchSize = Math.min(batchSize, images);
    }

    int stepsPerEpoch() {
        return images / batchSize;
    }

    int batchSize() {
        return batchSize;
    }

    /** @param step from 0, counted over all epochs */
    int[] batch(long step) {
        long epoch = step / stepsPerEpoch();
        if (epoch != orderedEpoch) {
            order = RandomStream.of(seed, "order of images", epoch).permutation(images);
            orderedEpoch = epoch;
        }
        int first = (int) (step % stepsPerEpoch()) * batchSize;
        return Arrays.copyOfRange(order, first, first + batchSize);
    }
}
