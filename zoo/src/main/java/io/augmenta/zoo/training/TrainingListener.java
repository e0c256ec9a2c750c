package io.augmenta.zoo.training;

/** Told how a run goes, on the training thread; what it throws ends the run. */
public interface TrainingListener {

    /** Training is about to begin or go on. */
    default void onStart(TrainingStart start) {}

    /** A generator step is done. */
    default void onStep(StepReport report) {}

    /** An epoch is done. Its checkpoint, if one is due, follows. */
    default void onEpoch(EpochReport report) {}

    /** A checkpoint is due: after the plan's epochs, after the last one, and when the run is stopped. */
    void onCheckpoint(TrainingSnapshot snapshot);
}
