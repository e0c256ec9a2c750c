package io.augmenta.ingest;

/** How far an ingest is. */
public enum IngestState {
    /** Waits for those before it. */
    QUEUED,
    /** Lists the folder. */
    SCANNING,
    /** Decodes the files. */
    READING,
    /** Publishes the images. */
    PUBLISHING,
    /** Done: the data set version is sealed. */
    SEALED,
    /** Ended without a data set version; the reason says why. */
    FAILED;

    /** {@return whether nothing more will happen} */
    public boolean ended() {
        return this == SEALED || this == FAILED;
    }
}
