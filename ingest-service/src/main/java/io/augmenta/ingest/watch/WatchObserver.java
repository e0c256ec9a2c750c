package io.augmenta.ingest.watch;

/** Counts what comes of watching. Called by the threads that look. */
public interface WatchObserver {
    /**
     * A folder was looked at.
     *
     * @param status what is known of it now
     */
    void looked(WatchStatus status);

    /**
     * A folder is no longer watched.
     *
     * @param dataset name of its data set
     */
    void ended(String dataset);
}
