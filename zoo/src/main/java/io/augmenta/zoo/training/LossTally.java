package io.augmenta.zoo.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** Losses of an epoch so far, summed in the order of the steps, so that the mean has the same bits after a resume. */
final class LossTally {

    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int steps;

    LossTally() {}

    LossTally(Map<String, Double> sums, int steps) {
        this.sums.putAll(sums);
        this.steps = steps;
    }

    void add(Map<String, Double> losses) {
        losses.forEach((name, loss) -> sums.merge(name, loss, Double::sum));
        steps++;
    }

    Map<String, Double> sums() {
        return new LinkedHashMap<>(sums);
    }

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, sum / steps));
        return means;
    }
}
