package io.augmenta.extraction;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A model or its description cannot be used; the message names the file, what is wrong, and what is expected. */
public final class UnusableModelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnusableModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
