package io.augmenta.contracts;

import java.net.URI;

/**
 * A file in the artifact store, named by its content.
 *
 * @param uri where it is
 * @param sha256 64 lower-case hexadecimal digits
 * @param sizeBytes its size
 */
public record ArtifactReference(URI uri, String sha256, long sizeBytes) {
    /** Checks the digest and the size. */
    public ArtifactReference {
        Check.sha256("sha256 of an artifact", sha256);
        Check.atLeast("size of an artifact in bytes", 0, sizeBytes);
    }
}
