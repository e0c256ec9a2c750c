package io.augmenta.artifacts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps immutable bytes by their SHA-256.
 *
 * <p>Putting the same bytes again, also at the same time from several threads or processes, gives the same artifact and
 * does no harm. Nothing is ever overwritten with other content. Implementations are safe for use by several threads.
 */
public interface ArtifactStore {

    /**
     * Stores what is left in the stream, without holding it in memory. When this returns, the bytes survive a crash.
     *
     * @param content read to its end; the caller closes it
     * @throws IOException when the stream cannot be read or the store cannot be written; nothing is stored then
     */
    Artifact put(InputStream content) throws IOException;

    /** Stores these bytes; see {@link #put(InputStream)}. */
    default Artifact put(byte[] content) throws IOException {
        return put(new ByteArrayInputStream(content));
    }

    /** Stores the content of this file; see {@link #put(InputStream)}. */
    default Artifact put(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return put(content);
        }
    }

    /**
     * Opens the artifact for streaming. The size is checked here, the digest when the stream's end is reached: use what
     * was read only after that, or prefer {@link #read} and {@link #copyTo}, which hand out nothing unproven.
     *
     * @return a stream that the caller closes; its {@code read} throws {@link ArtifactCorruptedException} in place of the
     *     end of the stream when the bytes are not those that were put
     * @throws ArtifactMissingException when the store does not have it
     * @throws ArtifactCorruptedException when the stored size is wrong
     */
    InputStream open(Artifact artifact) throws IOException;

    /**
     * Reads the whole artifact into memory, proven by its digest.
     *
     * @param maxBytes the most that the caller is ready to hold in memory
     * @throws ArtifactTooLargeException when it is longer than {@code maxBytes}; nothing is read then
     * @throws ArtifactMissingException when the store does not have it
     * @throws ArtifactCorruptedException when the bytes are not those that were put
     */
    default byte[] read(Artifact artifact, int maxBytes) throws IOException {
        if (artifact.sizeBytes() > maxBytes) {
            throw new ArtifactTooLargeException(artifact, maxBytes);
        }
        try (InputStream content = open(artifact)) {
            return content.readAllBytes();
        }
    }

    /**
     * Copies the artifact into a file, which appears under its name only when its digest has been proven; a file that is
     * already there is replaced.
     *
     * @param target in an existing folder
     * @throws ArtifactMissingException when the store does not have it
     * @throws ArtifactCorruptedException when the bytes are not those that were put
     */
    default void copyTo(Artifact artifact, Path target) throws IOException {
        try (InputStream content = open(artifact);
                PendingFile pending = PendingFile.beside(target)) {
            pending.write(content);
            pending.moveTo(target);
        }
    }

    /** Whether the store has the artifact; its digest is not recomputed. */
    boolean contains(Artifact artifact) throws IOException;
}
