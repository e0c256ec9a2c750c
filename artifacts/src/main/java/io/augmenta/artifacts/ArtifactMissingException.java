package io.augmenta.artifacts;

/** The store has no artifact of this digest: it was never put here, it was removed, or this is another store. */
public final class ArtifactMissingException extends ArtifactException {
    ArtifactMissingException(Artifact artifact, String store, Throwable cause) {
        super(
                artifact,
                "No artifact " + artifact.uri() + " in " + store
                        + ". Every service must be configured with the same artifact store");
        initCause(cause);
    }
}
