package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.classification.RocCurve;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** ROC curves, one class against the rest, on the test images. */
final class RocViews {
    private static final int STEPS = 100;

    private RocViews() {}

    /** A panel for each class that has a curve, a line for each data type. */
    static List<ChartPanel> panels(StudyResult study) {
        return IntStream.range(0, study.images().classes().size())
                .filter(label -> !curves(study, DataType.BASELINE, label).isEmpty())
                .mapToObj(label -> panel(study, label))
                .toList();
    }

    private static List<RocCurve> curves(StudyResult study, DataType dataType, int label) {
        return study.score(dataType, Split.TEST).curves(label);
    }

    private static ChartPanel panel(StudyResult study, int label) {
        ChartPanel panel = new ChartPanel(
                        study.images().classes().get(label),
                        "false positive rate (true positive rate upwards)",
                        AxisScale.linear(0, 1, 5),
                        AxisScale.linear(0, 1, 5))
                .dashed(new double[] {0, 1}, new double[] {0, 1}, Palette.NEUTRAL);
        for (DataType dataType : study.plan().dataTypes()) {
            draw(panel, curves(study, dataType, label), Palette.of(dataType));
        }
        return panel;
    }

    /** The mean of the seeds' curves at each false positive rate ("vertical averaging", Fawcett 2006). */
    private static void draw(ChartPanel panel, List<RocCurve> curves, String colour) {
        double[] mistaken = new double[STEPS + 2];
        double[] found = new double[STEPS + 2];
        Arrays.setAll(mistaken, i -> i == 0 ? 0 : (i - 1.0) / STEPS);
        Arrays.setAll(found, i -> i == 0 ? 0 : mean(curves, mistaken[i]));
        panel.line(mistaken, found, colour);
    }

    private static double mean(List<RocCurve> curves, double mistaken) {
        return curves.stream()
                .mapToDouble(curve -> curve.truePositiveRateAt(mistaken))
                .average()
                .orElseThrow();
    }
}
