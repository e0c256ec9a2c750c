package io.augmenta.evaluator;

import java.io.Serial;

/** The event log did not take an event. Trying again may help. */
public final class UnpublishedEventException extends RuntimeException {
    @Serial
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
