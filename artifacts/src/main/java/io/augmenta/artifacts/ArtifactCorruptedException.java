package io.augmenta.artifacts;

/** What the store holds under the artifact's name is not what was put. Putting the right bytes again repairs it. */
public final class ArtifactCorruptedException extends ArtifactException {
    private ArtifactCorruptedException(Artifact artifact, String message) {
        super(artifact, message);
    }

    static ArtifactCorruptedException ofSize(Artifact artifact, long actualBytes) {
        return new ArtifactCorruptedException(
                artifact,
                "Artifact " + artifact.uri() + " should have " + artifact.sizeBytes() + " bytes but the store holds "
                        + actualBytes + ". Put the original again or restore it from a copy");
    }

    static ArtifactCorruptedException ofDigest(Artifact artifact, String actualSha256) {
        return new ArtifactCorruptedException(
                artifact,
                "Artifact " + artifact.uri() + " was changed after it was stored: its bytes now have SHA-256 "
                        + actualSha256 + ". Put the original again or restore it from a copy");
    }
}
