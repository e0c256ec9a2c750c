package io.augmenta.contracts;

import org.jspecify.annotations.Nullable;

/**
 * One figure of an evaluation.
 *
 * @param evaluationId the evaluation
 * @param name name of the metric, such as accuracy_score
 * @param value its value
 * @param dataset name of the data set
 * @param version the data set's version
 * @param checkpointId what made the synthetic images
 * @param label the class, or null for all classes together
 * @param split the split that was scored, or null where the metric has none
 * @param dataType baseline, generated or mixed, or null where the metric is not a classifier's
 */
public record MetricMeasured(
        String evaluationId,
        String name,
        double value,
        String dataset,
        String version,
        String checkpointId,
        @Nullable String label,
        @Nullable Split split,
        @Nullable String dataType)
        implements EvaluationEvent {
    /** Checks the id and the name. */
    public MetricMeasured {
        Check.notBlank("id of an evaluation", evaluationId);
        Check.notBlank("name of a metric", name);
    }
}
