package io.augmenta.trainer;

import java.io.Serial;

/** A run that cannot be carried out as it was asked for. The message says why and what is possible. */
public final class ImpossibleRunException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message why, and what is possible
     */
    public ImpossibleRunException(String message) {
        super(message);
    }

    /** Passes on what a library found impossible, whose message says what is possible. */
    ImpossibleRunException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
