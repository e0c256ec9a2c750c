package io.augmenta.imaging;

/** More pixels or bytes than the limits allow; found before any of them was allocated. */
public final class ImageTooLargeException extends UnreadableImageException {

    private static final long serialVersionUID = 1L;

    public ImageTooLargeException(String message) {
        super(message, null);
    }

    @Override
    public String reason() {
        return "too-large";
    }
}
