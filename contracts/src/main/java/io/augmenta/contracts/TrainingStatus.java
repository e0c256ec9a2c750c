package io.augmenta.contracts;

/** Where a training run stands. */
public enum TrainingStatus {
    /** Taken up for the first time. */
    STARTED,
    /** Taken up again from its last checkpoint. */
    RESUMED,
    /** An epoch is done. */
    RUNNING,
    /** The last epoch is done and its checkpoint published. */
    COMPLETED,
    /** Ended without a last checkpoint; the message says why. */
    FAILED,
    /** Stopped because somebody asked for it; its last checkpoint is where it goes on if it is asked for again. */
    CANCELLED,
    /** Something that a newer trainer says and this reader does not know. */
    UNKNOWN
}
