package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.IntensityTest;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TableFigure;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.repetition.Interval;
import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures of a study as metric events. */
final class EvaluationMetrics {
    private final EvaluationRequested request;
    private final StudyResult study;
    private final List<MetricMeasured> metrics = new ArrayList<>();

    private EvaluationMetrics(EvaluationRequested request, StudyResult study) {
        this.request = request;
        this.study = study;
    }

    /**
     * Every figure once: of each arm those of the table, of each class, of calibration and of ROC curves, and by how much
     * adding generated images gains; then those of the intensities, of fidelity and of privacy.
     */
    static List<MetricMeasured> of(EvaluationRequested request, StudyResult study) {
        EvaluationMetrics metrics = new EvaluationMetrics(request, study);
        study.scores().forEach(metrics::addScore);
        study.plan().arms().forEach(metrics::addGap);
        study.plan().arms().stream()
                .filter(arm -> arm.dataType() == DataType.MIXED)
                .forEach(metrics::addGains);
        metrics.addIntensities(study.realAndGenerated().overall(), null);
        study.realAndGenerated().perClass().forEach((label, test) -> metrics.addIntensities(test, label));
        metrics.metrics.addAll(ClosenessMetrics.of(request, study.closeness()));
        return metrics.metrics;
    }

    private void addScore(RepeatedScore score) {
        for (TableFigure figure : TableFigure.values()) {
            add(figure.label(), score.figure(figure), score, null);
        }
        List<String> classes = study.images().classes();
        for (int label = 0; label < classes.size(); label++) {
            String name = classes.get(label);
            add("recall_score", score.ofClass(label, ClassFigures::recall), score, name);
            add("precision_score", score.ofClass(label, ClassFigures::precision), score, name);
            add("f1_score", score.ofClass(label, ClassFigures::f1), score, name);
            score.area(label).ifPresent(area -> add("roc_auc_score", area, score, name));
        }
        score.macroArea().ifPresent(area -> add("roc_auc_score_macro", area, score, null));
        add("expected_calibration_error", score.calibrationError(), score, null);
    }

    private void addGap(Arm arm) {
        add("train_test_gap", study.trainTestGap(arm), arm, null, null);
    }

    private void addGains(Arm arm) {
        for (DataType over : study.comparisons()) {
            RepeatedFigure gain =
                    study.gain(arm, over, TableFigure.ACCURACY_SCORE).difference();
            add("accuracy_score_gain_over_" + over.label(), gain, arm, Split.TEST, null);
        }
    }

    private void addIntensities(IntensityTest test, @Nullable String label) {
        addOnce("ks_pixels_statistic", test.pixels().statistic(), label);
        addOnce("ks_pixels_p_value", test.pixels().pValue(), label);
        addOnce("ks_image_means_statistic", test.imageMeans().statistic(), label);
        addOnce("ks_image_means_p_value", test.imageMeans().pValue(), label);
    }

    private void add(String name, RepeatedFigure figure, RepeatedScore score, @Nullable String label) {
        add(name, figure, score.arm(), score.split(), label);
    }

    private void add(String name, RepeatedFigure figure, Arm arm, @Nullable Split split, @Nullable String label) {
        Interval interval = figure.interval().orElse(null);
        metrics.add(new MetricMeasured(
                request.evaluationId(),
                name,
                figure.mean(),
                request.dataset(),
                request.version(),
                request.checkpointId(),
                label,
                split,
                arm.dataType().label(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                figure.seeds(),
                arm.amount(),
                null));
    }

    private void addOnce(String name, double value, @Nullable String label) {
        metrics.add(new MetricMeasured(
                request.evaluationId(),
                name,
                value,
                request.dataset(),
                request.version(),
                request.checkpointId(),
                label,
                null,
                null));
    }
}
