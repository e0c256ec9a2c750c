package io.augmenta.artifacts;

/** The artifact is longer than the reader allows; {@link ArtifactStore#open} and {@link ArtifactStore#copyTo} stream it. */
public final class ArtifactTooLargeException extends ArtifactException {
    ArtifactTooLargeException(Artifact artifact, long maxBytes) {
        super(
                artifact,
                "Artifact " + artifact.uri() + " has " + artifact.sizeBytes() + " bytes, but at most " + maxBytes
                        + " are accepted here");
    }
}
