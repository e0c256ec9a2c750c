package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that learning changes: networks, running statistics, moments.
 *
 * @param tensors groups of tensors, by a name such as {@code generator.weights}
 * @param counters whole numbers, by a name such as {@code generator.updates}
 */
record LearnedState(Map<String, Weights> tensors, Map<String, Long> counters) {

    LearnedState {
        tensors = new LinkedHashMap<>(tensors);
        counters = new LinkedHashMap<>(counters);
    }

    Weights group(String name) {
        Weights group = tensors.get(name);
        if (group == null) {
            throw new InvalidTrainingStateException(
                    "The training state has no tensors \"%s\"; it has %s".formatted(name, tensors.keySet()));
        }
        return group;
    }

    long counter(String name) {
        Long counter = counters.get(name);
        if (counter == null) {
            throw new InvalidTrainingStateException(
                    "The training state has no counter \"%s\"; it has %s".formatted(name, counters.keySet()));
        }
        return counter;
    }
}
