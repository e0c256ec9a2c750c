package io.augmenta.augmentation;

/** A policy that cannot be kept to; the message says what is allowed. */
public final class ImpossiblePolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong and what is allowed. */
    public ImpossiblePolicyException(String message) {
        super(message);
    }
}
