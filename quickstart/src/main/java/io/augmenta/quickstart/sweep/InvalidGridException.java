package io.augmenta.quickstart.sweep;

import org.jspecify.annotations.Nullable;

/** A grid that no runs can be made of; the message names what is wrong and what is allowed. */
public final class InvalidGridException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidGridException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
