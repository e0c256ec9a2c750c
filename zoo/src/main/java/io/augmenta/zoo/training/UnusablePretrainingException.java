package io.augmenta.zoo.training;

/** A checkpoint that a transfer cannot start from; the message says what it is and what is needed. */
public final class UnusablePretrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusablePretrainingException(String message) {
        super(message);
    }
}
