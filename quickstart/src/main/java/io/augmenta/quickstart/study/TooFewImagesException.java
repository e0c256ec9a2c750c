package io.augmenta.quickstart.study;

/** So few synthetic images are asked for that a class would have none; the message says which. */
public final class TooFewImagesException extends Exception {

    private static final long serialVersionUID = 1L;

    TooFewImagesException(String message) {
        super(message);
    }
}
