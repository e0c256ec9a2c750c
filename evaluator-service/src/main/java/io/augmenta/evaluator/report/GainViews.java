package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TableFigure;
import io.augmenta.scoring.classification.PairedComparison;
import io.augmenta.scoring.repetition.PairedDifference;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What adding images gains over doing without, as the page shows it. */
final class GainViews {
    private GainViews() {}

    /** A paired difference. */
    record Row(String rowClass, String over, String figure, String difference, String interval, String words) {}

    /** Mixed less each of the others. */
    static List<Row> rows(StudyResult study) {
        return study.comparisons().stream()
                .flatMap(over -> Stream.of(TableFigure.ACCURACY_SCORE, TableFigure.F1_SCORE_MACRO)
                        .map(figure -> row(study, over, figure)))
                .toList();
    }

    private static Row row(StudyResult study, DataType over, TableFigure figure) {
        PairedDifference gain = study.gain(Arm.of(DataType.MIXED), over, figure);
        boolean leads = figure == TableFigure.ACCURACY_SCORE;
        return new Row(
                leads ? "first" : "",
                over.label(),
                leads ? "accuracy" : "F1 macro",
                signed(gain.difference().mean()),
                gain.difference()
                        .interval()
                        .map(interval -> signed(interval.low()) + " to " + signed(interval.high()))
                        .orElse("–"),
                study.seedsMatter() ? verdict(gain) : leads ? ofOneSeed(study, over) : "one training cannot tell");
    }

    /** The verdict without the numbers that stand beside it. */
    private static String verdict(PairedDifference gain) {
        return switch (gain.verdict()) {
            case GAIN -> "a gain of " + NumberText.score(gain.difference().mean());
            case LOSS -> "a loss of " + NumberText.score(-gain.difference().mean());
            case NO_EVIDENCE, ONE_SEED -> "no evidence of a gain";
        };
    }

    /** With one seed there is only the choice of test images to judge by. */
    private static String ofOneSeed(StudyResult study, DataType over) {
        PairedComparison comparison = PairedComparison.of(
                study.score(over, Split.TEST).bySeed().get(0).actual(),
                study.score(over, Split.TEST).bySeed().get(0).predicted(),
                study.score(DataType.MIXED, Split.TEST).bySeed().get(0).predicted());
        return "only mixed right: " + NumberText.count(comparison.onlySecond()) + ", only " + over.label() + ": "
                + NumberText.count(comparison.onlyFirst()) + "; McNemar p " + NumberText.pValue(comparison.pValue());
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.4f", value);
    }
}
