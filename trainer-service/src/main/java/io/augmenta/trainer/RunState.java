package io.augmenta.trainer;

/** Where a run stands, all that is known about it taken together. */
public enum RunState {
    /** Asked for, for the first time or again; no trainer has taken it up since. */
    REQUESTED(false),
    /** Taken up for the first time. */
    STARTED(false),
    /** Taken up again from a checkpoint. */
    RESUMED(false),
    /** At least one epoch is done since it was taken up. */
    RUNNING(false),
    /** Asked to stop; the trainer that has it, or gets it, has not answered yet. */
    CANCELLING(false),
    /** Stopped because somebody asked for it. */
    CANCELLED(true),
    /** Its last checkpoint is published. */
    COMPLETED(true),
    /** Ended without a last checkpoint. */
    FAILED(true),
    /** Something that a newer trainer says and this one does not know. */
    UNKNOWN(false);

    private final boolean ended;

    RunState(boolean ended) {
        this.ended = ended;
    }

    /** Whether nothing more happens unless somebody asks for it. */
    public boolean ended() {
        return ended;
    }
}
