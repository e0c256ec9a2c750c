package io.augmenta.zoo.classifier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sums up an epoch; its clock runs from when it is made to the last batch. */
final class EpochTally {

    private final long began = System.nanoTime();
    private long lastAdded = began;
    private double lossSum;
    private int right;
    private int images;

    void add(ClassifierFit.Outcome outcome, int batchSize) {
        lossSum += outcome.loss() * batchSize;
        right += outcome.right();
        images += batchSize;
        lastAdded = System.nanoTime();
    }

    ClassifierEpoch report(int epoch, int epochs, @Nullable Double validationAccuracy, Duration elapsed) {
        double seconds = Math.max(1, lastAdded - began) / 1e9;
        return new ClassifierEpoch(
                epoch,
                epochs,
                lossSum / images,
                (double) right / images,
                validationAccuracy,
                images / seconds,
                elapsed);
    }
}
