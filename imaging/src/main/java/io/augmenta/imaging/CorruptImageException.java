package io.augmenta.imaging;

import org.jspecify.annotations.Nullable;

/** The content contradicts its own format. */
public final class CorruptImageException extends UnreadableImageException {

    private static final long serialVersionUID = 1L;

    public CorruptImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String reason() {
        return "corrupt";
    }
}
