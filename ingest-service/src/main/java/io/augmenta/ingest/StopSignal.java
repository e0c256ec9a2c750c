package io.augmenta.ingest;

/** Tells an ingest under way to end. */
final class StopSignal {
    private volatile boolean given;

    void give() {
        given = true;
    }

    boolean given() {
        return given;
    }

    /** Ends the ingest if the signal was given. */
    void check() {
        if (given) {
            throw new IngestStoppedException();
        }
    }
}
