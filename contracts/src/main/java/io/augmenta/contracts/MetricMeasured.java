package io.augmenta.contracts;

import org.jspecify.annotations.Nullable;

/**
 * One figure of an evaluation.
 *
 * @param evaluationId the evaluation
 * @param name name of the metric, such as accuracy_score
 * @param value its value; with several seeds their mean
 * @param dataset name of the data set
 * @param version the data set's version
 * @param checkpointId what made the synthetic images
 * @param label the class, or null for all classes together
 * @param split the split that was scored, or null where the metric has none
 * @param dataType baseline, generated, mixed, repeated or classic, or null where the metric is not a classifier's
 * @param lower lower end of the value's 95 % interval, or null where it has none
 * @param upper upper end of that interval, or null where it has none
 * @param seeds how many seeds the value is the mean of, at least 1
 * @param amount the share of the generated images that was added to the real ones, or null where it is no point of a sweep
 * @param extractor what made the features that the metric compares, or null where it compares none
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
        @Nullable String dataType,
        @Nullable Double lower,
        @Nullable Double upper,
        int seeds,
        @Nullable Double amount,
        @Nullable String extractor)
        implements EvaluationEvent {
    /** Checks the id, the name, the number of seeds and that an interval has two ends in order. */
    public MetricMeasured {
        Check.notBlank("id of an evaluation", evaluationId);
        Check.notBlank("name of a metric", name);
        Check.atLeast("seeds of metric " + name, 1, seeds);
        if ((lower == null) != (upper == null) || (lower != null && upper != null && lower > upper)) {
            throw new InvalidEventException("interval of metric " + name
                    + ": expected two ends, the lower first, or none, got " + lower + " and " + upper);
        }
    }

    /** A figure that was measured once, without an interval. */
    public MetricMeasured(
            String evaluationId,
            String name,
            double value,
            String dataset,
            String version,
            String checkpointId,
            @Nullable String label,
            @Nullable Split split,
            @Nullable String dataType) {
        this(
                evaluationId,
                name,
                value,
                dataset,
                version,
                checkpointId,
                label,
                split,
                dataType,
                null,
                null,
                1,
                null,
                null);
    }
}
