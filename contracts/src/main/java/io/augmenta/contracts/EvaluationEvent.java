package io.augmenta.contracts;

/** What an evaluator says of an evaluation: progress, metrics, then one completion or failure; keyed by the evaluation. */
public sealed interface EvaluationEvent extends Event
        permits EvaluationProgressed, MetricMeasured, EvaluationCompleted, EvaluationFailed {
    /** {@return the evaluation that this is about} */
    String evaluationId();

    @Override
    default String key() {
        return evaluationId();
    }
}
