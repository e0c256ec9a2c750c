package io.augmenta.contracts;

/**
 * How an evaluation gets on.
 *
 * @param evaluationId the evaluation
 * @param stage what it is doing
 * @param fraction how much of the whole is done, from 0 to 1
 * @param message what to tell a person
 */
public record EvaluationProgressed(String evaluationId, String stage, double fraction, String message)
        implements EvaluationEvent {
    /** Checks the id. */
    public EvaluationProgressed {
        Check.notBlank("id of an evaluation", evaluationId);
    }
}
