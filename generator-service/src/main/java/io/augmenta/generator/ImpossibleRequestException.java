package io.augmenta.generator;

/** A request that asks for what cannot be made. The message says what was asked for and what is possible. */
public abstract sealed class ImpossibleRequestException extends Exception
        permits UnknownCheckpointException,
                NothingReleasedException,
                UnknownClassException,
                InvalidCountException,
                CopiesWithheldException,
                ImageTooLargeException {

    ImpossibleRequestException(String message) {
        super(message);
    }
}
