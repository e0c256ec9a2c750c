package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationRequested;

/** Where evaluations are asked for. Thread-safe. */
@FunctionalInterface
public interface EvaluationInbox {

    /** Asks for an evaluation; on return the request is stored for good. */
    void ask(EvaluationRequested request);
}
