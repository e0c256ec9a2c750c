package io.augmenta.export;

/** What is asked for is not in the log, or must not be exported; the message says what is possible. */
public final class UnexportableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnexportableException(String message) {
        super(message);
    }
}
