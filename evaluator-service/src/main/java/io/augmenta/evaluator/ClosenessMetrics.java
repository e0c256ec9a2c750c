package io.augmenta.evaluator;

import io.augmenta.evaluator.study.Closeness;
import io.augmenta.scoring.comparison.FidelityComparison.Compared;
import io.augmenta.scoring.comparison.FidelityFigures;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.comparison.Space;
import io.augmenta.scoring.diversity.PairwiseSimilarity;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.Separation;
import org.jspecify.annotations.Nullable;

/**
 * Fidelity and privacy of generated images as metric events. A figure whose name ends in {@code _floor} is that of real
 * images in place of the generated ones.
 */
final class ClosenessMetrics {
    private final Closeness closeness;
    private final MetricSheet sheet;

    private ClosenessMetrics(Closeness closeness, MetricSheet sheet) {
        this.closeness = closeness;
        this.sheet = sheet;
    }

    /** Writes every figure down once; those that were not computed are not there. */
    static void add(Closeness closeness, MetricSheet sheet) {
        ClosenessMetrics metrics = new ClosenessMetrics(closeness, sheet);
        closeness.fidelity().ifPresent(fidelity -> {
            metrics.addFidelity(fidelity.overall(), null);
            fidelity.perClass().forEach((label, figures) -> {
                metrics.addFidelity(figures.fidelity(), label);
                metrics.addSimilarity(figures.similarity(), label);
            });
        });
        closeness.privacy().ifPresent(metrics::addPrivacy);
        closeness.withheld().share().ifPresent(share -> sheet.add("withheld_share", share, null));
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
        sheet.add("ms_ssim", similarity.generated().mean(), label);
        sheet.add("ms_ssim_floor", similarity.floor().mean(), label);
    }

    private void addPrivacy(PrivacyComparison privacy) {
        privacy.nearness()
                .forEach((space, nearness) ->
                        addNearness(space, nearness, space == Space.FEATURES ? closeness.extractor() : null));
        addSeparation("membership_inference_area", privacy.membership().members(), null);
        sheet.add(
                "membership_inference_detected_at_one_percent",
                privacy.membership().detectedAtOnePercent(),
                null);
    }

    private void addNearness(Space space, NearnessToTraining nearness, @Nullable String extractor) {
        sheet.add(
                "copy_rate_" + space.label(), closeness.copies(space, nearness).rate(), null, null, extractor);
        sheet.add("closer_than_any_held_out_" + space.label(), nearness.closerThanAnyHeldOut(), null, null, extractor);
        addSeparation("nearer_than_held_out_" + space.label(), nearness.fromHeldOut(), extractor);
    }

    private void addSeparation(String name, Separation separation, @Nullable String extractor) {
        sheet.add(name, separation.area(), null, separation.interval(), extractor);
    }

    private void ofFeatures(String name, double value, @Nullable String label) {
        sheet.add(name, value, label, null, closeness.extractor());
    }
}
