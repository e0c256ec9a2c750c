package io.augmenta.contracts;

import java.util.Map;

/**
 * An evaluation is done and its report stored.
 *
 * @param evaluationId the evaluation
 * @param report the files of the report by name
 */
public record EvaluationCompleted(String evaluationId, Map<String, ArtifactReference> report)
        implements EvaluationEvent {
    /** Copies the map. */
    public EvaluationCompleted {
        Check.notBlank("id of an evaluation", evaluationId);
        report = Map.copyOf(report);
    }
}
