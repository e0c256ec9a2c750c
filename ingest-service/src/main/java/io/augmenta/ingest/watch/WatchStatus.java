package io.augmenta.ingest.watch;

import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a watched folder stands.
 *
 * @param watch what is watched, and how
 * @param state what the latest look found
 * @param acting whether it is this process that looks
 * @param files files at the latest look
 * @param filesWaiting files of these that are new, changed or gone since the latest ingest; all of them where this process does
 *     not know what it read
 * @param ingestId the ingest under way; null for none
 * @param ingested the latest ingest; null where there was none
 * @param problem what keeps the folder from being ingested; null for nothing
 * @param lookedAt when this process looked last; null before
 * @param looksAt when it looks next; null before
 */
public record WatchStatus(
        FolderWatch watch,
        State state,
        boolean acting,
        long files,
        long filesWaiting,
        @Nullable String ingestId,
        @Nullable FolderIngested ingested,
        @Nullable Problem problem,
        @Nullable Instant lookedAt,
        @Nullable Instant looksAt) {

    /** What a look finds. */
    public enum State {
        /** Nothing has been looked at yet. */
        NEW,
        /** Nothing has changed since the latest ingest. */
        SETTLED,
        /** Something has changed, and may go on changing. */
        CHANGING,
        /** It is being ingested. */
        INGESTING,
        /** Something keeps it from being ingested. */
        BLOCKED
    }

    /**
     * Something that keeps a folder from being ingested.
     *
     * @param kind a short stable word, such as {@code unknown-folder}
     * @param detail what was expected, what was found and what to do; may name folders
     */
    public record Problem(String kind, String detail) {}
}
