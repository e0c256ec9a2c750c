package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.torch.Adam;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** Saves an optimiser's moments under its name. */
    static void saveMoments(
            String name, Adam.Moments moments, Map<String, Weights> tensors, Map<String, Long> counters) {
        tensors.put(name + ".first-moments", moments.first());
        tensors.put(name + ".second-moments", moments.second());
        counters.put(name + ".updates", moments.updates());
    }

    /** An optimiser's moments, by its name. */
    Adam.Moments moments(String name) {
        return new Adam.Moments(
                counter(name + ".updates"), group(name + ".first-moments"), group(name + ".second-moments"));
    }

    /** The name of the first tensor with a number that is not finite, if there is one. */
    Optional<String> firstNotFinite() {
        return tensors.entrySet().stream()
                .flatMap(group -> group.getValue().tensors().entrySet().stream()
                        .filter(tensor -> !finite(tensor.getValue().values()))
                        .map(tensor -> group.getKey() + " " + tensor.getKey()))
                .findFirst();
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
