package io.augmenta.extraction.head;

import java.io.Serial;

/** A head cannot be fitted to what was given; the message says why and what is needed. */
public final class UnfitHeadException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnfitHeadException(String message) {
        super(message);
    }
}
