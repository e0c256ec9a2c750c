package io.augmenta.quickstart.platform;

import org.jspecify.annotations.Nullable;

/** The broker or the services could not be started or ended; the message says which, why, and what may be done. */
public final class PlatformException extends Exception {

    private static final long serialVersionUID = 1L;

    PlatformException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
