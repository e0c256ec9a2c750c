package io.augmenta.quickstart.classifier;

import org.jspecify.annotations.Nullable;

/** There is no such classifier, its model cannot be used, or it has no such setting; the message says what there is. */
public final class UnusableClassifierException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableClassifierException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
