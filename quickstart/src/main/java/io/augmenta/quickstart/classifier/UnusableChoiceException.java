package io.augmenta.quickstart.classifier;

import org.jspecify.annotations.Nullable;

/** There is no such classifier or network, it cannot be used, or it has no such setting; the message says what there is. */
public final class UnusableChoiceException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableChoiceException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
