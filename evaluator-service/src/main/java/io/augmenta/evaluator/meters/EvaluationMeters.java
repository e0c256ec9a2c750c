package io.augmenta.evaluator.meters;

import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.EvaluationObserver;
import io.augmenta.evaluator.study.IntensityTest;
import io.augmenta.evaluator.study.Scored;
import io.augmenta.scoring.classification.ClassificationFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest evaluation that this process completed, as gauges {@code augmenta_evaluation_*}. They appear with the first
 * one: before that there is nothing to show, and a 0 would be read as a bad score.
 */
@ApplicationScoped
public class EvaluationMeters implements EvaluationObserver {
    private final MeterRegistry registry;
    private final Counter completed;
    private final Counter failed;
    private final Map<String, Double> latest = new ConcurrentHashMap<>();

    EvaluationMeters(MeterRegistry registry) {
        this.registry = registry;
        completed = evaluations("completed");
        failed = evaluations("failed");
    }

    private Counter evaluations(String ending) {
        return Counter.builder("augmenta.evaluations")
                .description("Evaluations by how they ended here")
                .tag("ending", ending)
                .register(registry);
    }

    @Override
    public void completed(Evaluation evaluation) {
        evaluation.study().scores().forEach(this::show);
        show(evaluation.study().realAndGenerated().overall());
        show(
                "augmenta.evaluation.seconds",
                "Time the latest evaluation took",
                Tags.empty(),
                evaluation.took().toMillis() / 1000.0);
        show(
                "augmenta.evaluation.timestamp.seconds",
                "When the latest evaluation was completed, in seconds since 1970",
                Tags.empty(),
                (double) evaluation.evaluatedAt().getEpochSecond());
        completed.increment();
    }

    @Override
    public void failed() {
        failed.increment();
    }

    private void show(Scored scored) {
        Tags tags = Tags.of(
                "data_type",
                scored.dataType().label(),
                "split",
                scored.split().name().toLowerCase(Locale.ROOT));
        ClassificationFigures figures = scored.figures();
        show("augmenta.evaluation.accuracy.ratio", "Share of images given the right class", tags, figures.accuracy());
        show(
                "augmenta.evaluation.recall.macro.ratio",
                "Recall, averaged over classes",
                tags,
                figures.macro().recall());
        show(
                "augmenta.evaluation.precision.macro.ratio",
                "Precision, averaged over classes",
                tags,
                figures.macro().precision());
        show(
                "augmenta.evaluation.f1.macro.ratio",
                "F1, averaged over classes",
                tags,
                figures.macro().f1());
    }

    private void show(IntensityTest test) {
        String name = "augmenta.evaluation.kolmogorov.smirnov.ratio";
        String description = "Kolmogorov-Smirnov statistic of real train against generated images";
        show(name, description, Tags.of("sample", "pixels"), test.pixels().statistic());
        show(
                name,
                description,
                Tags.of("sample", "image_means"),
                test.imageMeans().statistic());
    }

    private void show(String name, String description, Tags tags, double value) {
        String key = name + tags;
        if (latest.put(key, value) == null) {
            Gauge.builder(name, latest, values -> values.getOrDefault(key, Double.NaN))
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }
    }
}
