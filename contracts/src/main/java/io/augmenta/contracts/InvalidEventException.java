package io.augmenta.contracts;

import java.io.Serial;

/** An event, or a part of one, that no reader could use. The message says what was expected and what was given. */
public final class InvalidEventException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what was expected and what was given
     */
    public InvalidEventException(String message) {
        super(message);
    }
}
