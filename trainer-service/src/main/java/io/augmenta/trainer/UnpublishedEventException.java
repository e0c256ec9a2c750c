package io.augmenta.trainer;

import java.io.Serial;

/** An event that the log did not take. */
public final class UnpublishedEventException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message which event, and why
     * @param cause what the log said
     */
    public UnpublishedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
