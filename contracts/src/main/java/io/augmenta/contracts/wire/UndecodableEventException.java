package io.augmenta.contracts.wire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Bytes that are no event of this contract. The message says what was expected and what was found. */
public final class UndecodableEventException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what was expected and what was found
     * @param cause what went wrong below, if anything did
     */
    public UndecodableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
