package io.augmenta.zoo.training;

/** A state that cannot be resumed: damaged, of another format, or of another run. The message says which. */
public final class InvalidTrainingStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidTrainingStateException(String message) {
        super(message);
    }

    InvalidTrainingStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
