package io.augmenta.ingest;

/** Too many ingests wait already; asking again later helps. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param capacity how many there may be */
    public QueueFullException(int capacity) {
        super(capacity + " ingests wait already, which is the most; ask again when one has ended");
    }
}
