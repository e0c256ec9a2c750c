package io.augmenta.contracts;

/** Which part of a data set an image belongs to. */
public enum Split {
    /** Images that models learn from. */
    TRAIN,
    /** Images that choose between models while they learn. */
    VALIDATION,
    /** Images that no model sees before it is scored. */
    TEST
}
