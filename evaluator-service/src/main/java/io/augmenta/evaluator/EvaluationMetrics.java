package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TableFigure;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.comparison.IntensityComparison;
import io.augmenta.scoring.comparison.IntensityTest;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures of a study as metric events. */
final class EvaluationMetrics {
    private final StudyResult study;
    private final MetricSheet sheet;

    private EvaluationMetrics(StudyResult study, MetricSheet sheet) {
        this.study = study;
        this.sheet = sheet;
    }

    /**
     * Every figure once: of each arm those of the table, of each class, of calibration and of ROC curves, and by how much
     * adding generated images gains; then those of the intensities, of fidelity and of privacy.
     */
    static List<MetricMeasured> of(EvaluationRequested request, StudyResult study) {
        MetricSheet sheet = new MetricSheet(request);
        EvaluationMetrics metrics = new EvaluationMetrics(study, sheet);
        study.scores().forEach(metrics::addScore);
        study.plan().arms().forEach(metrics::addGap);
        study.plan().arms().stream()
                .filter(arm -> arm.dataType() == DataType.MIXED)
                .forEach(metrics::addGains);
        metrics.addIntensities("", study.realAndGenerated());
        metrics.addIntensities("_floor", study.trainAndTest());
        ClosenessMetrics.add(study.closeness(), sheet);
        return sheet.metrics();
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
        sheet.add("train_test_gap", study.trainTestGap(arm), arm, null, null);
    }

    private void addGains(Arm arm) {
        for (DataType over : study.comparisons()) {
            RepeatedFigure gain =
                    study.gain(arm, over, TableFigure.ACCURACY_SCORE).difference();
            sheet.add("accuracy_score_gain_over_" + over.label(), gain, arm, Split.TEST, null);
        }
    }

    private void addIntensities(String suffix, IntensityComparison comparison) {
        addIntensities(suffix, comparison.overall(), null);
        comparison.perClass().forEach((label, test) -> addIntensities(suffix, test, label));
    }

    private void addIntensities(String suffix, IntensityTest test, @Nullable String label) {
        addDistance("pixels", suffix, test.pixels(), label);
        test.perImage().forEach((statistic, distance) -> addDistance(statistic.label(), suffix, distance, label));
    }

    private void addDistance(String sample, String suffix, KolmogorovSmirnov distance, @Nullable String label) {
        sheet.add("ks_" + sample + "_statistic" + suffix, distance.statistic(), label);
        sheet.add("ks_" + sample + "_p_value" + suffix, distance.pValue(), label);
    }

    private void add(String name, RepeatedFigure figure, RepeatedScore score, @Nullable String label) {
        sheet.add(name, figure, score.arm(), score.split(), label);
    }
}
