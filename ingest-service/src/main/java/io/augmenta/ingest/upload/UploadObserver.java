package io.augmenta.ingest.upload;

/** Counts what becomes of archives that are sent. Called by the threads that receive them; thread-safe. */
public interface UploadObserver {
    /**
     * An archive was unpacked, and its ingest waits for its turn.
     *
     * @param archiveBytes of the archive, as it was sent
     */
    void accepted(long archiveBytes);

    /**
     * An archive was not taken.
     *
     * @param reason a short stable word, that of the answer's {@code kind}
     * @param archiveBytes what was received of it
     */
    void refused(String reason, long archiveBytes);
}
