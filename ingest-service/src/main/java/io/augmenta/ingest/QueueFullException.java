package io.augmenta.ingest;

/** Too many ingests wait already; asking again later helps. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueFullException(int capacity) {
        super(capacity + " ingests wait already, which is the most; ask again when one has ended");
    }
}
