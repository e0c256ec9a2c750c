package io.augmenta.ingest;

import java.time.Duration;

/** Counts what ingests do. Called by the thread that does them. */
public interface IngestObserver {
    /**
     * A file became an image.
     *
     * @param fileBytes size of the file
     */
    void fileRead(long fileBytes);

    /**
     * A file could not be read.
     *
     * @param reason a short stable word
     */
    void fileRejected(String reason);

    /**
     * All files were read.
     *
     * @param duplicates files left out because their pixels had been seen already
     * @param conflicts files kept out because the same pixels stood under two labels
     */
    void filesLeftOut(long duplicates, long conflicts);

    /**
     * Images are in the log.
     *
     * @param images how many
     * @param bytes of pixels
     */
    void imagesPublished(int images, long bytes);

    /**
     * An ingest ended.
     *
     * @param state {@link IngestState#SEALED} or {@link IngestState#FAILED}
     * @param took from its turn to its end
     */
    void ended(IngestState state, Duration took);
}
