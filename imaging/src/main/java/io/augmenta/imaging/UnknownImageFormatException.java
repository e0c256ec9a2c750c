package io.augmenta.imaging;

/** The content is none of the picture formats that are read, whatever the file is called. */
public final class UnknownImageFormatException extends UnreadableImageException {

    private static final long serialVersionUID = 1L;

    public UnknownImageFormatException(String message) {
        super(message, null);
    }

    @Override
    public String reason() {
        return "unknown-format";
    }
}
