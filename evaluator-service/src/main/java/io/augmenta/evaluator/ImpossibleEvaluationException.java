package io.augmenta.evaluator;

import java.io.Serial;

/** An evaluation that cannot be done as asked. The message says what is wrong and what is possible. */
public final class ImpossibleEvaluationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ImpossibleEvaluationException(String message) {
        super(message);
    }

    ImpossibleEvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
