package io.augmenta.artifacts;

import java.io.IOException;

/** An object is no more what it was when it was listed: it was replaced or deleted. The message does not name it. */
public final class S3ObjectChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    S3ObjectChangedException(S3Location location, Throwable cause) {
        super("an object at " + location + " was replaced or deleted after it was listed", cause);
    }
}
