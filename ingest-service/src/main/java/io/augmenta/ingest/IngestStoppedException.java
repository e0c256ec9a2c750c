package io.augmenta.ingest;

/** The service leaves while an ingest is under way; nothing was sealed. */
final class IngestStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IngestStoppedException() {
        super("the service was stopped before the data set was sealed; ask again");
    }
}
