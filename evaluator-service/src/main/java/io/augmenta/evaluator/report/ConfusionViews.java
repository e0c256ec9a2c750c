package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.classification.ConfusionMatrix;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which class is taken for which, on the test images; counts of all seeds together. */
final class ConfusionViews {
    private ConfusionViews() {}

    /** A confusion matrix. */
    record Confusion(String dataType, List<ConfusionRow> rows) {}

    /** What became of the images of one class. */
    record ConfusionRow(String label, List<Cell> cells) {}

    /** A count with the style of its cell. */
    record Cell(String count, String shade, String cellClass) {}

    static List<Confusion> of(StudyResult study) {
        return study.plan().dataTypes().stream()
                .map(dataType -> new Confusion(
                        dataType.label(), rows(study.score(dataType, Split.TEST).confusion())))
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
        ConfusionMatrix test = study.score(DataType.BASELINE, Split.TEST).confusion();
        long most = IntStream.range(0, test.classes().size())
                .mapToLong(test::actual)
                .max()
                .orElse(0);
        return (double) most / test.total();
    }
}
