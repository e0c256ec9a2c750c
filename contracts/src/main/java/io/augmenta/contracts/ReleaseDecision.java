package io.augmenta.contracts;

/** Whether a checkpoint's images may be used as real ones are. */
public enum ReleaseDecision {
    /** They may. */
    RELEASED,
    /** They may not. */
    REFUSED,
    /** A decision that this version of the program does not know; to be taken as a refusal. */
    UNKNOWN
}
