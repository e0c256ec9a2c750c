package io.augmenta.contracts;

import java.util.List;

/**
 * Asks for scores of synthetic images against the real ones.
 *
 * @param evaluationId the evaluation; asking twice for one evaluation scores once
 * @param dataset name of the data set
 * @param version its sealed version
 * @param checkpointId what made the synthetic images
 * @param generationRequestId the request that they answer
 * @param syntheticRanges where their batches are, as the completion of the request says
 * @param settings how it is done
 */
public record EvaluationRequested(
        String evaluationId,
        String dataset,
        String version,
        String checkpointId,
        String generationRequestId,
        List<OffsetRange> syntheticRanges,
        EvaluationSettings settings)
        implements Event {
    /** Copies the ranges. */
    public EvaluationRequested {
        Check.notBlank("id of an evaluation", evaluationId);
        syntheticRanges = List.copyOf(syntheticRanges);
    }

    /**
     * A request to score all images of an answer.
     *
     * @param dataset name of the data set
     * @param version its sealed version
     */
    public static EvaluationRequested of(
            String evaluationId,
            String dataset,
            String version,
            GenerationCompleted images,
            EvaluationSettings settings) {
        return new EvaluationRequested(
                evaluationId, dataset, version, images.checkpointId(), images.requestId(), images.ranges(), settings);
    }

    /** The same request, done otherwise. */
    public EvaluationRequested with(EvaluationSettings otherSettings) {
        return new EvaluationRequested(
                evaluationId, dataset, version, checkpointId, generationRequestId, syntheticRanges, otherSettings);
    }

    @Override
    public String key() {
        return evaluationId;
    }
}
