package io.augmenta.evaluator.classifier;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** There is no such classifier, or it has no such setting. The message says what there is. */
public final class ImpossibleClassifierException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what was asked for and what is possible
     * @param cause what found out, if anything did
     */
    public ImpossibleClassifierException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
