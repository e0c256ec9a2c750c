package io.augmenta.evaluator.rest;

import java.io.Serial;

/** The body of a request that is not as it has to be; the message says what is wrong, and what there is. */
final class UnreadableSubmissionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableSubmissionException(String message) {
        super(message);
    }
}
