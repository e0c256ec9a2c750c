package io.augmenta.contracts;

/** Why a training run failed; the message of its last event says it in words. */
public enum TrainingFailure {
    /** A loss, or a tensor, stopped being finite. */
    DIVERGED,
    /** The samples of a class came out nearly equal, and the recipe asks to stop then. */
    COLLAPSED,
    /** It cannot be done as it was asked for: the recipe, the images or the checkpoint to start from do not allow it. */
    REFUSED,
    /** Something went wrong that is not the request's fault, such as the artifact store or the memory. */
    BROKEN,
    /** Something that a newer trainer says and this reader does not know. */
    UNKNOWN
}
