package io.augmenta.ingest;

import org.jspecify.annotations.Nullable;

/** The event log did not take what an ingest had to say; nothing was sealed, asking again is harmless. */
public final class UnpublishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what could not be published, and why
     * @param cause what the log answered
     */
    public UnpublishedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
