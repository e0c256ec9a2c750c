package io.augmenta.eventlog;

import java.io.Serial;

/** The images that a batch refers to cannot be had. The message says which batch, and what is wrong with the artifact. */
public final class StoredImagesException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    StoredImagesException(String batch, String reason) {
        super(message(batch, reason));
    }

    StoredImagesException(String batch, String reason, Exception cause) {
        super(message(batch, reason), cause);
    }

    private static String message(String batch, String reason) {
        return "the images of " + batch + " cannot be had: " + reason
                + "; have them made again, which stores them again";
    }
}
