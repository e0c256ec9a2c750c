package io.augmenta.eventlog;

/** The log did not take an event; the message says which, and why. Trying again may help. */
public final class UnpublishedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message which event, and what the log said
     * @param cause what the log said
     */
    public UnpublishedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
