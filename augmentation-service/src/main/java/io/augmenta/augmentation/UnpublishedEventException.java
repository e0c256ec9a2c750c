package io.augmenta.augmentation;

/** The event log did not take an event. */
public final class UnpublishedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what was to be published and why it was not. */
    public UnpublishedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
