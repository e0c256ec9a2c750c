package io.augmenta.contracts;

/**
 * An evaluation that cannot be done.
 *
 * @param evaluationId the evaluation
 * @param reason what was wrong and what is possible
 */
public record EvaluationFailed(String evaluationId, String reason) implements EvaluationEvent {
    /** Checks the id. */
    public EvaluationFailed {
        Check.notBlank("id of an evaluation", evaluationId);
    }
}
