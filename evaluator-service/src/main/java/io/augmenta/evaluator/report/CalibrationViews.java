package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.classification.Calibration;
import java.util.List;

/** Whether the classifiers are right as often as they say, on the test images. */
final class CalibrationViews {
    private CalibrationViews() {}

    /** A panel for each data type: accuracy by confidence, of all seeds together. */
    static List<ChartPanel> panels(StudyResult study) {
        return study.plan().dataTypes().stream()
                .map(dataType -> panel(study.score(dataType, Split.TEST), dataType))
                .toList();
    }

    private static ChartPanel panel(RepeatedScore score, DataType dataType) {
        List<Calibration.Bin> bins = score.calibration().bins().stream()
                .filter(bin -> bin.count() > 0)
                .toList();
        double[] confidences =
                bins.stream().mapToDouble(Calibration.Bin::confidence).toArray();
        double[] accuracies =
                bins.stream().mapToDouble(Calibration.Bin::accuracy).toArray();
        return new ChartPanel(
                        dataType.label() + ": ECE "
                                + NumberText.score(score.calibrationError().mean()) + " "
                                + NumberText.reach(score.calibrationError()),
                        "confidence (share right upwards)",
                        AxisScale.linear(0, 1, 5),
                        AxisScale.linear(0, 1, 5))
                .dashed(new double[] {0, 1}, new double[] {0, 1}, Palette.NEUTRAL)
                .line(confidences, accuracies, Palette.of(dataType))
                .dots(confidences, accuracies, Palette.of(dataType));
    }
}
