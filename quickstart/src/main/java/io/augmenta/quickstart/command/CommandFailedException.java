package io.augmenta.quickstart.command;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked for; the message says why and what may be done. */
final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
