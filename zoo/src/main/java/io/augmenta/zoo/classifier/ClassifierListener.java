package io.augmenta.zoo.classifier;

/** Told how a fit goes, on the fitting thread; what it throws ends the fit and is passed on. */
@FunctionalInterface
public interface ClassifierListener {

    /** An epoch is done. */
    void onEpoch(ClassifierEpoch epoch);

    /** Does not want to know. */
    static ClassifierListener silent() {
        return epoch -> {};
    }
}
