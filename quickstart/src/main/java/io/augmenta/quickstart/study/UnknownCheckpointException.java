package io.augmenta.quickstart.study;

/** There is no such checkpoint, or it cannot be evaluated; the message says which ones there are. */
public final class UnknownCheckpointException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownCheckpointException(String message) {
        super(message);
    }
}
