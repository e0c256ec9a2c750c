package io.augmenta.quickstart.recipe;

import org.jspecify.annotations.Nullable;

/** Settings that make no recipe; the message names the one at fault and what is allowed. */
public final class UnusableSettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Passes on what is wrong. */
    public UnusableSettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
