package io.augmenta.evaluator.rest;

import java.io.Serial;

/** A request body has fields that mean nothing here. */
final class UnknownFieldException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnknownFieldException(String message) {
        super(message);
    }
}
