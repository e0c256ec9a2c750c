package io.augmenta.artifacts;

import java.io.IOException;

/** The store answered, but it cannot give the bytes that were asked for. Trying again does not help. */
public abstract sealed class ArtifactException extends IOException
        permits ArtifactMissingException, ArtifactCorruptedException, ArtifactTooLargeException {
    private final transient Artifact artifact;

    ArtifactException(Artifact artifact, String message) {
        super(message);
        this.artifact = artifact;
    }

    /** What was asked for. */
    public Artifact artifact() {
        return artifact;
    }
}
