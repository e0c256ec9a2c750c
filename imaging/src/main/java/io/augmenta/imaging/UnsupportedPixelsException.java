package io.augmenta.imaging;

import org.jspecify.annotations.Nullable;

/** A sound file whose kind of pixels is not read, such as floating point. */
public final class UnsupportedPixelsException extends UnreadableImageException {

    private static final long serialVersionUID = 1L;

    public UnsupportedPixelsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String reason() {
        return "unsupported";
    }
}
