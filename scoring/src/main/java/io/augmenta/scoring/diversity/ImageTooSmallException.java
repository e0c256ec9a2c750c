package io.augmenta.scoring.diversity;

import java.io.Serial;

/** An image is smaller than the window that structural similarity looks through. */
public final class ImageTooSmallException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    ImageTooSmallException(int needed, int height, int width) {
        super("Expected images of at least " + needed + " × " + needed + " pixels for structural similarity, got "
                + height + " × " + width);
    }
}
