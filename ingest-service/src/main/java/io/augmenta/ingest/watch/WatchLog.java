package io.augmenta.ingest.watch;

import io.augmenta.contracts.WatchEvent;

/** Where watches, and what came of them, are kept. For use by any thread. */
public interface WatchLog {
    /**
     * Keeps an event for good.
     *
     * @param event a watch, or what a folder held when it was ingested
     * @throws io.augmenta.ingest.UnpublishedException if it is not stored
     */
    void keep(WatchEvent event);

    /** {@return whether all that was kept before this process began has been heard} */
    boolean caughtUp();

    /** {@return whether this process, of all that share the log, is the one that looks at folders} */
    boolean acts();
}
