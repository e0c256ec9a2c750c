package io.augmenta.imaging;

import org.jspecify.annotations.Nullable;

/** The file ends before its picture does. */
public final class TruncatedImageException extends UnreadableImageException {

    private static final long serialVersionUID = 1L;

    public TruncatedImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String reason() {
        return "truncated";
    }
}
