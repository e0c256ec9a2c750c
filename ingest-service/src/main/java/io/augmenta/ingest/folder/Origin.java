package io.augmenta.ingest.folder;

/** Which part of a folder a file lies in. */
public enum Origin {
    /** A folder that is not divided: {@code CLASS/*}. */
    UNDIVIDED,
    /** {@code Training/CLASS/*}. */
    TRAINING,
    /** {@code Testing/CLASS/*}. */
    TESTING
}
