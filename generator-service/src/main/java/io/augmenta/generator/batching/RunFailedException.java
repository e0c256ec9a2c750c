package io.augmenta.generator.batching;

import org.jspecify.annotations.Nullable;

/** A run of the generator failed; nobody who shared it has images. */
public final class RunFailedException extends Exception {

    /** Says why. */
    public RunFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
