package io.augmenta.generator.rest.inference;

/** A request that is not of the protocol, or not for this model. The message says what was expected. */
final class InvalidTensorException extends Exception {

    InvalidTensorException(String message) {
        super(message);
    }
}
