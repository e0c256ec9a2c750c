package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.scoring.repetition.Interval;
import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the figures of one evaluation are written down, an event each. For one thread. */
final class MetricSheet {
    private final EvaluationRequested request;
    private final List<MetricMeasured> metrics = new ArrayList<>();

    MetricSheet(EvaluationRequested request) {
        this.request = request;
    }

    /** All that was written down, in that order. */
    List<MetricMeasured> metrics() {
        return List.copyOf(metrics);
    }

    /** A figure of classifiers: the mean over their seeds. */
    void add(String name, RepeatedFigure figure, Arm arm, @Nullable Split split, @Nullable String label) {
        Interval interval = figure.interval().orElse(null);
        add(
                name,
                figure.mean(),
                new Of(label, split, arm.dataType().label(), arm.amount(), null),
                interval,
                figure.seeds());
    }

    /** A figure of images. */
    void add(String name, double value, @Nullable String label) {
        add(name, value, label, null, null);
    }

    /** A figure of images with its interval, or of the features that an extractor made of them. */
    void add(
            String name,
            double value,
            @Nullable String label,
            @Nullable Interval interval,
            @Nullable String extractor) {
        add(name, value, new Of(label, null, null, null, extractor), interval, 1);
    }

    /** What a figure is of. */
    private record Of(
            @Nullable String label,
            @Nullable Split split,
            @Nullable String dataType,
            @Nullable Double amount,
            @Nullable String extractor) {}

    private void add(String name, double value, Of of, @Nullable Interval interval, int seeds) {
        metrics.add(new MetricMeasured(
                request.evaluationId(),
                name,
                value,
                request.dataset(),
                request.version(),
                request.checkpointId(),
                of.label(),
                of.split(),
                of.dataType(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                seeds,
                of.amount(),
                of.extractor()));
    }
}
