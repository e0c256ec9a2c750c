package io.augmenta.quickstart.verification;

import org.jspecify.annotations.Nullable;

/** No verdict could be had; the message says why and what may be done. */
public final class VerificationException extends Exception {

    private static final long serialVersionUID = 1L;

    VerificationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
