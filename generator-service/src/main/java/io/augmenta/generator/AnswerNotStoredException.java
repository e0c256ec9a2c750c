package io.augmenta.generator;

import java.util.concurrent.ExecutionException;

/** The log did not take a part of an answer; the request is not answered. */
public final class AnswerNotStoredException extends RuntimeException {

    AnswerNotStoredException(String requestId, ExecutionException failure) {
        super(
                "the answer to request " + requestId + " could not be stored: " + failure.getMessage(),
                failure.getCause());
    }
}
