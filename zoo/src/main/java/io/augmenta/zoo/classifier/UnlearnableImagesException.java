package io.augmenta.zoo.classifier;

/** Images that a classifier cannot learn from or look at; the message says what they are and what is needed. */
public final class UnlearnableImagesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnlearnableImagesException(String message) {
        super(message);
    }
}
