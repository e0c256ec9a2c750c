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
 * @param seeds how many times each classifier is trained: with {@code seed}, {@code seed + 1} and so on
 * @param controls classifiers to train beside baseline, generated and mixed: repeated, classic
 * @param amounts shares of the generated images that a sweep adds to the real ones, each above 0 and at most 1; none for
 *     no sweep
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
        long seed,
        int seeds,
        List<String> controls,
        List<Double> amounts)
        implements Event {
    /** Copies the collections. */
    public EvaluationRequested {
        Check.notBlank("id of an evaluation", evaluationId);
        syntheticRanges = List.copyOf(syntheticRanges);
        parameters = Map.copyOf(parameters);
        controls = List.copyOf(controls);
        amounts = List.copyOf(amounts);
    }

    /** A request for one seed, no control and no sweep: the shortest evaluation there is. */
    public EvaluationRequested(
            String evaluationId,
            String dataset,
            String version,
            String checkpointId,
            String generationRequestId,
            List<OffsetRange> syntheticRanges,
            String classifier,
            Map<String, String> parameters,
            long seed) {
        this(
                evaluationId,
                dataset,
                version,
                checkpointId,
                generationRequestId,
                syntheticRanges,
                classifier,
                parameters,
                seed,
                1,
                List.of(),
                List.of());
    }

    /**
     * The same request, done more thoroughly.
     *
     * @param times how many times each classifier is trained
     * @param beside the controls
     * @param sweep the amounts
     * @return the request
     */
    public EvaluationRequested repeated(int times, List<String> beside, List<Double> sweep) {
        return new EvaluationRequested(
                evaluationId,
                dataset,
                version,
                checkpointId,
                generationRequestId,
                syntheticRanges,
                classifier,
                parameters,
                seed,
                times,
                beside,
                sweep);
    }

    @Override
    public String key() {
        return evaluationId;
    }
}
