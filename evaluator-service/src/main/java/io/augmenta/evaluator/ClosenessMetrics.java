package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.evaluator.study.Closeness;
import io.augmenta.scoring.comparison.FidelityComparison.Compared;
import io.augmenta.scoring.comparison.FidelityFigures;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.diversity.PairwiseSimilarity;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.Separation;
import io.augmenta.scoring.repetition.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fidelity and privacy of generated images as metric events. A figure whose name ends in {@code _floor} is that of real
 * images in place of the generated ones.
 */
final class ClosenessMetrics {
    private final EvaluationRequested request;
    private final Closeness closeness;
    private final List<MetricMeasured> metrics = new ArrayList<>();

    private ClosenessMetrics(EvaluationRequested request, Closeness closeness) {
        this.request = request;
        this.closeness = closeness;
    }

    /** Every figure once; those that were not computed are not there. */
    static List<MetricMeasured> of(EvaluationRequested request, Closeness closeness) {
        ClosenessMetrics metrics = new ClosenessMetrics(request, closeness);
        closeness.fidelity().ifPresent(fidelity -> {
            metrics.addFidelity(fidelity.overall(), null);
            fidelity.perClass().forEach((label, figures) -> {
                metrics.addFidelity(figures.fidelity(), label);
                metrics.addSimilarity(figures.similarity(), label);
            });
        });
        closeness.privacy().ifPresent(metrics::addPrivacy);
        return metrics.metrics;
    }

    private void addFidelity(Compared<FidelityFigures> compared, @Nullable String label) {
        addFidelity("", compared.generated(), label);
        addFidelity("_floor", compared.floor(), label);
    }

    private void addFidelity(String suffix, FidelityFigures figures, @Nullable String label) {
        ofFeatures("frechet_distance" + suffix, figures.frechet().value(), label);
        ofFeatures("kernel_distance" + suffix, figures.kernel().mean(), label);
        ofFeatures("precision" + suffix, figures.manifold().precision(), label);
        ofFeatures("recall" + suffix, figures.manifold().recall(), label);
        ofFeatures("density" + suffix, figures.manifold().density(), label);
        ofFeatures("coverage" + suffix, figures.manifold().coverage(), label);
    }

    private void addSimilarity(Compared<PairwiseSimilarity> similarity, String label) {
        add("ms_ssim", similarity.generated().mean(), label, null, null);
        add("ms_ssim_floor", similarity.floor().mean(), label, null, null);
    }

    private void addPrivacy(PrivacyComparison privacy) {
        addNearness("pixels", privacy.pixels(), null);
        addNearness("features", privacy.features(), closeness.extractor());
        addSeparation("membership_inference_area", privacy.membership().members(), null);
        add(
                "membership_inference_detected_at_one_percent",
                privacy.membership().detectedAtOnePercent(),
                null,
                null,
                null);
    }

    private void addNearness(String space, NearnessToTraining nearness, @Nullable String extractor) {
        add("copy_rate_" + space, nearness.copies().rate(), null, null, extractor);
        add("closer_than_any_held_out_" + space, nearness.closerThanAnyHeldOut(), null, null, extractor);
        addSeparation("nearer_than_held_out_" + space, nearness.fromHeldOut(), extractor);
    }

    private void addSeparation(String name, Separation separation, @Nullable String extractor) {
        add(name, separation.area(), null, separation.interval(), extractor);
    }

    private void ofFeatures(String name, double value, @Nullable String label) {
        add(name, value, label, null, closeness.extractor());
    }

    private void add(
            String name,
            double value,
            @Nullable String label,
            @Nullable Interval interval,
            @Nullable String extractor) {
        metrics.add(new MetricMeasured(
                request.evaluationId(),
                name,
                value,
                request.dataset(),
                request.version(),
                request.checkpointId(),
                label,
                null,
                null,
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                1,
                null,
                extractor));
    }
}
