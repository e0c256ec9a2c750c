package io.augmenta.contracts;

import java.util.List;
import java.util.Map;

/**
 * Asks for scores of synthetic images against the real ones.
 *
 * @param evaluationId the evaluation; asking twice for one evaluation scores once
 * @param dataset name of the data set
 * @param version its sealed version
 * @param checkpointId what made the synthetic images
 * @param generationRequestId the request that they answer
 * @param syntheticRanges where their batches are, as the completion of the request says
 * @param classifier family of the classifier, such as compact
 * @param parameters the classifier's settings by name; what is not given has the family's default
 * @param seed what all randomness of the evaluation is drawn from
 */
public record EvaluationRequested(
        String evaluationId,
        String dataset,
        String version,
        String checkpointId,
        String generationRequestId,
        List<OffsetRange> syntheticRanges,
        String classifier,
        Map<String, String> parameters,
        long seed)
        implements Event {
    /** Copies the collections. */
    public EvaluationRequested {
        Check.notBlank("id of an evaluation", evaluationId);
        syntheticRanges = List.copyOf(syntheticRanges);
        parameters = Map.copyOf(parameters);
    }

    @Override
    public String key() {
        return evaluationId;
    }
}
