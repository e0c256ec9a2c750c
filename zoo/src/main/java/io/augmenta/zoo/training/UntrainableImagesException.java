package io.augmenta.zoo.training;

/** Images that no network of the zoo fits; the message says what they are and what is allowed. */
public final class UntrainableImagesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UntrainableImagesException(String message) {
        super(message);
    }
}
