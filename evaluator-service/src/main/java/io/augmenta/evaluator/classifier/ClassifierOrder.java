package io.augmenta.evaluator.classifier;

import java.util.Map;

/**
 * Which classifier to train, and how. All classifiers of a study have the same order.
 *
 * @param family family of the classifier, such as {@code compact}
 * @param parameters settings by name; what is not given has the family's default
 * @param seed what all randomness of the training is drawn from
 */
public record ClassifierOrder(String family, Map<String, String> parameters, long seed) {
    /** Copies the map. */
    public ClassifierOrder {
        parameters = Map.copyOf(parameters);
    }
}
