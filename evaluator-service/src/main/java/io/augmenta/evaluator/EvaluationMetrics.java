package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.IntensityTest;
import io.augmenta.evaluator.study.Scored;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.classification.ClassificationFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures of a study as metric events. */
final class EvaluationMetrics {
    private final EvaluationRequested request;
    private final List<MetricMeasured> metrics = new ArrayList<>();

    private EvaluationMetrics(EvaluationRequested request) {
        this.request = request;
    }

    /** Every figure once: those of the table, those of each class, and those of the intensities. */
    static List<MetricMeasured> of(EvaluationRequested request, StudyResult study) {
        EvaluationMetrics metrics = new EvaluationMetrics(request);
        study.scores().forEach(metrics::addScored);
        metrics.addIntensities(study.realAndGenerated().overall(), null);
        study.realAndGenerated().perClass().forEach((label, test) -> metrics.addIntensities(test, label));
        return metrics.metrics;
    }

    private void addScored(Scored scored) {
        ClassificationFigures figures = scored.figures();
        addScore("accuracy_score", figures.accuracy(), scored, null);
        addScore("recall_score_micro", figures.micro().recall(), scored, null);
        addScore("recall_score_macro", figures.macro().recall(), scored, null);
        addScore("precision_score_micro", figures.micro().precision(), scored, null);
        addScore("precision_score_macro", figures.macro().precision(), scored, null);
        addScore("f1_score_micro", figures.micro().f1(), scored, null);
        addScore("f1_score_macro", figures.macro().f1(), scored, null);
        for (ClassFigures ofClass : figures.perClass()) {
            addScore("recall_score", ofClass.recall(), scored, ofClass.label());
            addScore("precision_score", ofClass.precision(), scored, ofClass.label());
            addScore("f1_score", ofClass.f1(), scored, ofClass.label());
        }
    }

    private void addIntensities(IntensityTest test, @Nullable String label) {
        add("ks_pixels_statistic", test.pixels().statistic(), label, null, null);
        add("ks_pixels_p_value", test.pixels().pValue(), label, null, null);
        add("ks_image_means_statistic", test.imageMeans().statistic(), label, null, null);
        add("ks_image_means_p_value", test.imageMeans().pValue(), label, null, null);
    }

    private void addScore(String name, double value, Scored scored, @Nullable String label) {
        add(name, value, label, scored.split(), scored.dataType());
    }

    private void add(
            String name, double value, @Nullable String label, @Nullable Split split, @Nullable DataType dataType) {
        metrics.add(new MetricMeasured(
                request.evaluationId(),
                name,
                value,
                request.dataset(),
                request.version(),
                request.checkpointId(),
                label,
                split,
                dataType == null ? null : dataType.label()));
    }
}
