package io.augmenta.evaluator.classifier;

/** Hears how a training gets on. */
@FunctionalInterface
public interface EpochListener {

    /**
     * An epoch is done.
     *
     * @param epoch the epoch, from 1
     * @param epochs how many there will be
     * @param loss mean training loss of the epoch
     * @param imagesPerSecond images trained on per second
     */
    void onEpoch(int epoch, int epochs, double loss, double imagesPerSecond);
}
