package io.augmenta.quickstart.comparison;

import org.jspecify.annotations.Nullable;

/** Two folders cannot be compared; the message says which one is at fault and what was expected. */
public final class ComparisonException extends Exception {

    private static final long serialVersionUID = 1L;

    ComparisonException(String message) {
        this(message, null);
    }

    ComparisonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
