package io.augmenta.imaging;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that cannot become a picture. The message says what was expected, what was found and what to do; it never
 * contains a file name, so that it may be logged.
 */
public abstract sealed class UnreadableImageException extends IOException
        permits UnknownImageFormatException,
                ImageTooLargeException,
                TruncatedImageException,
                CorruptImageException,
                UnsupportedPixelsException {

    private static final long serialVersionUID = 1L;

    UnreadableImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A short stable word for counters and headers, such as {@code truncated}. */
    public abstract String reason();
}
