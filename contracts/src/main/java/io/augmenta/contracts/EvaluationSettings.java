package io.augmenta.contracts;

import java.util.List;
import java.util.Map;

/**
 * How an evaluation is done.
 *
 * @param classifier family of the classifier, such as compact
 * @param parameters the classifier's settings by name; what is not given has the family's default
 * @param seed what all randomness of the evaluation is drawn from
 * @param seeds how many times each classifier is trained: with {@code seed}, {@code seed + 1} and so on
 * @param controls classifiers to train beside baseline, generated and mixed: repeated, classic
 * @param amounts shares of the generated images that a sweep adds to the real ones, each above 0 and at most 1; none for
 *     no sweep
 * @param extractor file name of the ONNX network, in the evaluator's models folder, whose features fidelity and privacy
 *     compare; empty for those of the baseline classifier
 * @param gate limits that take the place of the evaluator's own
 */
public record EvaluationSettings(
        String classifier,
        Map<String, String> parameters,
        long seed,
        int seeds,
        List<String> controls,
        List<Double> amounts,
        String extractor,
        GateLimits gate) {
    /** Copies the collections. */
    public EvaluationSettings {
        parameters = Map.copyOf(parameters);
        controls = List.copyOf(controls);
        amounts = List.copyOf(amounts);
    }

    /** Settings with the evaluator's own gate. */
    public EvaluationSettings(
            String classifier,
            Map<String, String> parameters,
            long seed,
            int seeds,
            List<String> controls,
            List<Double> amounts,
            String extractor) {
        this(classifier, parameters, seed, seeds, controls, amounts, extractor, GateLimits.OF_THE_EVALUATOR);
    }

    /** One seed, no control, no sweep, the baseline classifier's own features: the shortest evaluation there is. */
    public static EvaluationSettings shortest(String classifier, Map<String, String> parameters, long seed) {
        return new EvaluationSettings(classifier, parameters, seed, 1, List.of(), List.of(), "");
    }

    /**
     * The same, done more thoroughly.
     *
     * @param times how many times each classifier is trained
     * @param beside the controls
     * @param sweep the amounts
     */
    public EvaluationSettings repeated(int times, List<String> beside, List<Double> sweep) {
        return new EvaluationSettings(classifier, parameters, seed, times, beside, sweep, extractor, gate);
    }

    /**
     * The same, with images compared by the features of another network.
     *
     * @param network its file name; empty for the baseline classifier
     */
    public EvaluationSettings comparedBy(String network) {
        return new EvaluationSettings(classifier, parameters, seed, seeds, controls, amounts, network, gate);
    }

    /**
     * The same, judged by other limits.
     *
     * @param limits take the place of the evaluator's own
     */
    public EvaluationSettings gatedBy(GateLimits limits) {
        return new EvaluationSettings(classifier, parameters, seed, seeds, controls, amounts, extractor, limits);
    }
}
