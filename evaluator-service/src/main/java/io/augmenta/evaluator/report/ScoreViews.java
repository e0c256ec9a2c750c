package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.Scored;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.classification.AccuracyInterval;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.classification.ClassificationFigures;
import io.augmenta.scoring.classification.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The classifiers' figures as the page shows them. */
final class ScoreViews {
    private ScoreViews() {}

    /** The headline of one classifier; positions are in percent of the track. */
    record Card(
            String dataType,
            String heading,
            String testAccuracy,
            String trainAccuracy,
            String gap,
            String hits,
            String total,
            String interval,
            String intervalLeft,
            String intervalWidth,
            String gapLeft,
            String gapWidth,
            String trainAt,
            String testAt) {}

    /** A row of the study's table. */
    record TableRow(
            String rowClass,
            String dataType,
            String split,
            String images,
            String accuracy,
            String recallMacro,
            String precisionMacro,
            String f1Macro,
            String recallMicro,
            String precisionMicro,
            String f1Micro,
            String gap) {}

    /** A class with its figures for each data type. */
    record ClassRow(String label, String support, List<ClassCells> figures) {}

    /** Figures of a class for one data type. */
    record ClassCells(String recall, String precision, String f1) {}

    /** A confusion matrix. */
    record Confusion(String dataType, List<ConfusionRow> rows) {}

    /** What became of the images of one class. */
    record ConfusionRow(String label, List<Cell> cells) {}

    /** A count with the style of its cell. */
    record Cell(String count, String shade, String cellClass) {}

    static List<Card> cards(StudyResult study) {
        return Arrays.stream(DataType.values())
                .map(dataType -> card(study, dataType))
                .toList();
    }

    private static Card card(StudyResult study, DataType dataType) {
        ConfusionMatrix test = study.score(dataType, Split.TEST).figures().confusion();
        double testAccuracy = study.score(dataType, Split.TEST).figures().accuracy();
        double trainAccuracy = study.score(dataType, Split.TRAIN).figures().accuracy();
        AccuracyInterval interval = AccuracyInterval.wilson(test.correct(), test.total());
        return new Card(
                dataType.label(),
                heading(dataType),
                NumberText.percent(testAccuracy),
                NumberText.percent(trainAccuracy),
                NumberText.points(study.trainTestGap(dataType)),
                NumberText.count(test.correct()),
                NumberText.count(test.total()),
                NumberText.percent(interval.low()) + " to " + NumberText.percent(interval.high()),
                position(interval.low()),
                position(interval.high() - interval.low()),
                position(Math.min(testAccuracy, trainAccuracy)),
                position(Math.abs(trainAccuracy - testAccuracy)),
                position(trainAccuracy),
                position(testAccuracy));
    }

    private static String heading(DataType dataType) {
        return switch (dataType) {
            case BASELINE -> "Baseline: real images";
            case GENERATED -> "Generated images only";
            case MIXED -> "Mixed: real + generated";
        };
    }

    private static String position(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    static List<TableRow> table(StudyResult study) {
        return study.scores().stream().map(scored -> tableRow(study, scored)).toList();
    }

    private static TableRow tableRow(StudyResult study, Scored scored) {
        ClassificationFigures figures = scored.figures();
        boolean train = scored.split() == Split.TRAIN;
        return new TableRow(
                train ? "first" : "",
                scored.dataType().label(),
                scored.split().name().toLowerCase(Locale.ROOT),
                NumberText.count(scored.predictions().size()),
                NumberText.score(figures.accuracy()),
                NumberText.score(figures.macro().recall()),
                NumberText.score(figures.macro().precision()),
                NumberText.score(figures.macro().f1()),
                NumberText.score(figures.micro().recall()),
                NumberText.score(figures.micro().precision()),
                NumberText.score(figures.micro().f1()),
                train ? "" : NumberText.score(study.trainTestGap(scored.dataType())));
    }

    static List<ClassRow> classRows(StudyResult study) {
        List<ClassRow> rows = new ArrayList<>();
        for (int label = 0; label < study.images().classes().size(); label++) {
            int classIndex = label;
            List<ClassFigures> figures = Arrays.stream(DataType.values())
                    .map(dataType -> study.score(dataType, Split.TEST)
                            .figures()
                            .perClass()
                            .get(classIndex))
                    .toList();
            rows.add(new ClassRow(
                    study.images().classes().get(label),
                    NumberText.count(figures.get(0).support()),
                    figures.stream().map(ScoreViews::cells).toList()));
        }
        return rows;
    }

    private static ClassCells cells(ClassFigures figures) {
        return new ClassCells(
                NumberText.score(figures.recall()),
                NumberText.score(figures.precision()),
                NumberText.score(figures.f1()));
    }

    static List<Confusion> confusions(StudyResult study) {
        return Arrays.stream(DataType.values())
                .map(dataType -> new Confusion(
                        dataType.label(),
                        rows(study.score(dataType, Split.TEST).figures().confusion())))
                .toList();
    }

    private static List<ConfusionRow> rows(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes().size())
                .mapToObj(actual -> new ConfusionRow(
                        matrix.classes().get(actual),
                        IntStream.range(0, matrix.classes().size())
                                .mapToObj(predicted -> cell(matrix, actual, predicted))
                                .toList()))
                .toList();
    }

    private static Cell cell(ConfusionMatrix matrix, int actual, int predicted) {
        long ofClass = matrix.actual(actual);
        double share = ofClass == 0 ? 0 : (double) matrix.count(actual, predicted) / ofClass;
        String cellClass = (share > 0.5 ? "dark" : "") + (actual == predicted ? " hit" : "");
        return new Cell(
                NumberText.count(matrix.count(actual, predicted)),
                String.format(Locale.ROOT, "%.2f", 0.05 + 0.8 * share),
                cellClass);
    }

    /** What share of the test images is of their most frequent class. */
    static double majorityShare(StudyResult study) {
        ConfusionMatrix test =
                study.score(DataType.BASELINE, Split.TEST).figures().confusion();
        long most = IntStream.range(0, test.classes().size())
                .mapToLong(test::actual)
                .max()
                .orElse(0);
        return (double) most / test.total();
    }
}
