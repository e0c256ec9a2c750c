package io.augmenta.trainer;

import io.augmenta.zoo.training.EpochReport;

/** Told what happens to runs, for meters. Called from the training thread. */
public interface RunObserver {

    /** A run is taken up, from its beginning or from a checkpoint. */
    void takenUp(boolean resumed);

    /** A generator step is done. */
    void stepDone();

    /** An epoch is done. */
    void epochDone(EpochReport report);

    /** A checkpoint is published. */
    void checkpointPublished();

    /** A loss stopped being finite. */
    void diverged();

    /** Samples of a class came out nearly equal. */
    void collapsed();

    /** A run has ended here. */
    void ended(RunEnding ending);
}
