package io.augmenta.quickstart.study;

import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.GateLimits;
import java.util.List;
import java.util.Map;

/**
 * How an evaluation scores.
 *
 * @param classifier family of the classifier that it trains
 * @param classifierParameters the classifier's settings by name; what is not given has the family's default
 * @param seeds how many times each classifier is trained
 * @param controls controls beside baseline, generated and mixed
 * @param amounts shares of the synthetic images that a sweep adds to the real ones
 * @param extractor network whose features are compared, a file of the evaluator's models folder; empty for those of the
 *     baseline classifier
 * @param gate limits that take the place of the evaluator's own
 */
public record EvaluationPlan(
        String classifier,
        Map<String, String> classifierParameters,
        int seeds,
        List<String> controls,
        List<Double> amounts,
        String extractor,
        GateLimits gate) {

    /** Copies the collections. */
    public EvaluationPlan {
        classifierParameters = Map.copyOf(classifierParameters);
        controls = List.copyOf(controls);
        amounts = List.copyOf(amounts);
    }

    /** One seed and no controls: the shortest evaluation there is. */
    public static EvaluationPlan shortest(String classifier, Map<String, String> classifierParameters) {
        return new EvaluationPlan(
                classifier, classifierParameters, 1, List.of(), List.of(), "", GateLimits.OF_THE_EVALUATOR);
    }

    /** As it is asked for, drawn from a seed. */
    EvaluationSettings settings(long seed) {
        return new EvaluationSettings(
                classifier, classifierParameters, seed, seeds, controls, amounts, extractor, gate);
    }

    /** The same, judged by other limits. */
    public EvaluationPlan gatedBy(GateLimits limits) {
        return new EvaluationPlan(classifier, classifierParameters, seeds, controls, amounts, extractor, limits);
    }
}
