package io.augmenta.scoring.repetition;

import java.util.List;
import java.util.Optional;

/**
 * A figure measured with several seeds. The interval speaks of the randomness of what the seeds changed, such as training;
 * all seeds share their test images, whose choice it does not speak of (for that see {@code AccuracyInterval}). Immutable.
 *
 * @param values the figure for each seed, at least one, all finite
 * @param mean their mean
 * @param deviation their standard deviation (divisor n - 1), 0 for one value
 * @param interval where the mean over all possible seeds lies at 95 %; empty for one value, which tells nothing of it
 */
public record RepeatedFigure(List<Double> values, double mean, double deviation, Optional<Interval> interval) {

    /** Keeps a copy of the values. */
    public RepeatedFigure {
        values = List.copyOf(values);
    }

    /**
     * Sums up values.
     *
     * @param values the figure for each seed
     * @throws IllegalArgumentException when there are none or one is not finite
     */
    public static RepeatedFigure of(List<Double> values) {
        if (values.isEmpty() || values.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException("Expected at least one figure, all finite, got " + values);
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        if (values.size() == 1) {
            return new RepeatedFigure(values, mean, 0, Optional.empty());
        }
        double deviation = Math.sqrt(squares / (values.size() - 1));
        return new RepeatedFigure(
                values, mean, deviation, Optional.of(Interval.ofMean(mean, deviation, values.size())));
    }

    /** How many seeds it was measured with. */
    public int seeds() {
        return values.size();
    }
}
