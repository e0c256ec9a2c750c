package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TableFigure;
import io.augmenta.scoring.repetition.Interval;
import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What adding more and more generated images does, as the page shows it. */
final class SweepViews {
    private static final int MOST_TICKS = 7;

    /** Room above and below all that is drawn, as a share of its height. */
    private static final double MARGIN = 0.08;

    private static final AxisScale AMOUNT_AXIS = AxisScale.of(
            0,
            1,
            Stream.of(0.0, 0.25, 0.5, 0.75, 1.0)
                    .map(share -> new AxisScale.Tick(share, NumberText.share(share)))
                    .toList(),
            share -> share);

    private SweepViews() {}

    /** An amount. */
    record Row(String amount, String images, ScoreTables.Cell accuracy, ScoreTables.Cell f1Macro, String gain) {}

    static List<Row> rows(StudyResult study) {
        List<Row> rows = new ArrayList<>();
        if (!study.sweep().isEmpty()) {
            rows.add(row(study, Arm.of(DataType.BASELINE), "nothing (baseline)"));
        }
        study.sweep().forEach(arm -> rows.add(row(study, arm, NumberText.share(amount(arm)))));
        return rows;
    }

    private static Row row(StudyResult study, Arm arm, String amount) {
        RepeatedScore test = study.score(arm, Split.TEST);
        return new Row(
                amount,
                NumberText.count(study.score(arm, Split.TRAIN).images()),
                ScoreTables.Cell.of(test.accuracy()),
                ScoreTables.Cell.of(test.figure(TableFigure.F1_SCORE_MACRO)),
                arm.dataType() == DataType.BASELINE
                        ? ""
                        : study.gain(arm, DataType.BASELINE, TableFigure.ACCURACY_SCORE)
                                .words());
    }

    /** Mixed is the sweep's end: all generated images. */
    private static double amount(Arm arm) {
        Double amount = arm.amount();
        return amount == null ? 1 : amount;
    }

    /** Accuracy on the test images by amount, from baseline (nothing) on; no panel where there is no sweep. */
    static Optional<ChartPanel> panel(StudyResult study) {
        if (study.sweep().isEmpty()) {
            return Optional.empty();
        }
        List<Arm> arms = new ArrayList<>(List.of(Arm.of(DataType.BASELINE)));
        arms.addAll(study.sweep());
        List<RepeatedFigure> accuracies = arms.stream()
                .map(arm -> study.score(arm, Split.TEST).accuracy())
                .toList();
        double[] amounts = arms.stream()
                .mapToDouble(arm -> arm.dataType() == DataType.BASELINE ? 0 : amount(arm))
                .toArray();
        double[] means = accuracies.stream().mapToDouble(RepeatedFigure::mean).toArray();
        ChartPanel panel = new ChartPanel(
                "Accuracy on the test images",
                "share of the generated images added",
                AMOUNT_AXIS,
                axis(study, accuracies));
        for (DataType reference : study.comparisons()) {
            double level = study.score(reference, Split.TEST).accuracy().mean();
            panel.dashed(new double[] {0, 1}, new double[] {level, level}, Palette.of(reference));
        }
        return Optional.of(panel.whiskers(
                        amounts,
                        accuracies.stream()
                                .mapToDouble(figure -> range(figure).low())
                                .toArray(),
                        accuracies.stream()
                                .mapToDouble(figure -> range(figure).high())
                                .toArray(),
                        Palette.MIXED)
                .line(amounts, means, Palette.MIXED)
                .dots(amounts, means, Palette.MIXED));
    }

    private static AxisScale axis(StudyResult study, List<RepeatedFigure> accuracies) {
        List<Interval> ranges = Stream.concat(
                        accuracies.stream().map(SweepViews::range),
                        study.comparisons().stream()
                                .map(reference -> study.score(reference, Split.TEST)
                                        .accuracy()
                                        .mean())
                                .map(mean -> new Interval(mean, mean)))
                .toList();
        double lowest = ranges.stream().mapToDouble(Interval::low).min().orElse(0);
        double highest = ranges.stream().mapToDouble(Interval::high).max().orElse(1);
        double margin = MARGIN * (highest - lowest);
        return AxisScale.linear(lowest - margin, highest + margin, MOST_TICKS);
    }

    private static Interval range(RepeatedFigure figure) {
        return figure.interval().orElse(new Interval(figure.mean(), figure.mean()));
    }
}
