package io.augmenta.evaluator.study;

import java.io.Serial;

/** A study that cannot be done as asked. The message says what is wrong and what is allowed. */
public final class ImpossibleStudyException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    ImpossibleStudyException(String message) {
        super(message);
    }
}
