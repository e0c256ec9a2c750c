package io.augmenta.evaluator.release;

/** An override that cannot be recorded; the message says what is missing and what there is. */
public final class ImpossibleOverrideException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImpossibleOverrideException(String message) {
        super(message);
    }
}
