package io.augmenta.artifacts;

import java.time.Duration;

/**
 * One use of a store.
 *
 * @param place where the store keeps what it is given
 * @param operation what was asked for
 * @param outcome how it ended
 * @param bytes how many were put, or handed out; of a use that did not complete, those until then, where they are known
 * @param took time in the store: of a read, until it was opened and while bytes were asked for, not what the reader did between
 */
public record ArtifactUse(Place place, Operation operation, Outcome outcome, long bytes, Duration took) {

    /** Where a store keeps what it is given. */
    public enum Place {
        /** A folder. */
        FOLDER,
        /** A bucket of S3, or of a store that speaks its protocol. */
        S3
    }

    /** What is asked of a store. */
    public enum Operation {
        /** To keep bytes. */
        WRITE,
        /** To hand bytes out. */
        READ
    }

    /** How a use ends. */
    public enum Outcome {
        /** As it should. A reader that leaves before the end is content with what it has. */
        COMPLETED,
        /** The store does not have the artifact. */
        MISSING,
        /** The bytes are not those that were put. */
        CORRUPTED,
        /** The store, or the way to it, failed. */
        FAILED
    }
}
