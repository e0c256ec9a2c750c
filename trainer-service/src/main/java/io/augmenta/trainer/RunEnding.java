package io.augmenta.trainer;

/** How a trainer's work on a run ended. */
public enum RunEnding {
    /** The last checkpoint is published. */
    COMPLETED(true),
    /** The run cannot be completed, and has been answered so. */
    FAILED(true),
    /** Somebody has asked for it to stop, and has been answered. */
    CANCELLED(true),
    /** The trainer is leaving; the run goes on from its last checkpoint when it is delivered again. */
    LEFT(false),
    /** Another trainer has taken the run up since. */
    TAKEN_OVER(false);

    private final boolean settled;

    RunEnding(boolean settled) {
        this.settled = settled;
    }

    /** Whether the request needs no further delivery. */
    public boolean settled() {
        return settled;
    }
}
