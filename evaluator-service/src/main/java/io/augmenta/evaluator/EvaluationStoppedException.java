package io.augmenta.evaluator;

import java.io.Serial;

/** The service stops before the evaluation is done; it has to be done again, here or elsewhere. */
public final class EvaluationStoppedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    EvaluationStoppedException() {
        super(
                "The evaluation was stopped because the service stops; it starts anew when its request is delivered again");
    }
}
