package io.augmenta.artifacts;

/** Hears what a store is used for, so that it can be measured. Called by the threads that use it; thread-safe. */
@FunctionalInterface
public interface ArtifactStoreObserver {

    /** Hears nothing. */
    ArtifactStoreObserver NONE = use -> {};

    /**
     * A use ended.
     *
     * @param use what it was, and how it ended
     */
    void ended(ArtifactUse use);
}
