package io.augmenta.evaluator.release;

import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The figures of one evaluation, by name.
 *
 * @param metrics all of them
 */
record Figures(List<MetricMeasured> metrics) {

    Figures {
        metrics = List.copyOf(metrics);
    }

    /**
     * A figure of all classes together, of no point of a sweep; of several data types that of mixed images, of several
     * splits that of test images.
     */
    OptionalDouble find(String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .filter(metric -> metric.label() == null && metric.amount() == null)
                .filter(metric -> metric.dataType() == null || metric.dataType().equals("mixed"))
                .filter(metric -> metric.split() == null || metric.split() == Split.TEST)
                .filter(metric -> Double.isFinite(metric.value()))
                .mapToDouble(MetricMeasured::value)
                .findFirst();
    }

    /** One figure as a share of another; empty where one is missing or the other is 0. */
    OptionalDouble share(String name, String ofName) {
        OptionalDouble figure = find(name);
        OptionalDouble whole = find(ofName);
        return figure.isEmpty() || whole.isEmpty() || whole.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(figure.getAsDouble() / whole.getAsDouble());
    }
}
