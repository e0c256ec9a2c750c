package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TableFigure;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The classifiers' figures as tables of the page. */
final class ScoreTables {
    private ScoreTables() {}

    /** A mean, and how far its interval reaches to either side; the reach is empty for one seed. */
    record Cell(String mean, String reach) {
        static Cell of(RepeatedFigure figure) {
            return new Cell(NumberText.score(figure.mean()), NumberText.reach(figure));
        }

        static Cell none(String text) {
            return new Cell(text, "");
        }
    }

    /** A row of the study's table: accuracy, then the other figures, the calibration error and the gap. */
    record TableRow(String rowClass, String dataType, String split, String images, Cell accuracy, List<Cell> others) {}

    /** A class as one data type's classifiers know it. */
    record ClassRow(String rowClass, String label, String support, String dataType, List<Cell> figures) {}

    /** Figures of the table after accuracy, as its headings have them. */
    private static final List<TableFigure> OTHERS = List.of(
            TableFigure.RECALL_SCORE_MACRO,
            TableFigure.PRECISION_SCORE_MACRO,
            TableFigure.F1_SCORE_MACRO,
            TableFigure.RECALL_SCORE_MICRO,
            TableFigure.PRECISION_SCORE_MICRO,
            TableFigure.F1_SCORE_MICRO);

    static List<TableRow> table(StudyResult study) {
        return study.table().stream().map(score -> tableRow(study, score)).toList();
    }

    private static TableRow tableRow(StudyResult study, RepeatedScore score) {
        boolean train = score.split() == Split.TRAIN;
        Stream<Cell> figures = OTHERS.stream().map(figure -> Cell.of(score.figure(figure)));
        Stream<Cell> further = Stream.of(
                Cell.of(score.calibrationError()), train ? Cell.none("") : Cell.of(study.trainTestGap(score.arm())));
        return new TableRow(
                train ? "first" : "",
                score.arm().dataType().label(),
                score.split().name().toLowerCase(Locale.ROOT),
                NumberText.count(score.images()),
                Cell.of(score.accuracy()),
                Stream.concat(figures, further).toList());
    }

    static List<ClassRow> classRows(StudyResult study) {
        List<ClassRow> rows = new ArrayList<>();
        for (int label = 0; label < study.images().classes().size(); label++) {
            int classIndex = label;
            study.plan().dataTypes().stream()
                    .map(Arm::of)
                    .map(arm -> classRow(study.score(arm, Split.TEST), classIndex))
                    .forEach(rows::add);
        }
        return rows;
    }

    private static ClassRow classRow(RepeatedScore test, int label) {
        ClassFigures first = test.bySeed().get(0).figures().perClass().get(label);
        boolean leads = test.arm().dataType() == DataType.BASELINE;
        return new ClassRow(
                leads ? "first" : "",
                first.label(),
                NumberText.count(first.support()),
                test.arm().dataType().label(),
                List.of(
                        Cell.of(test.ofClass(label, ClassFigures::recall)),
                        Cell.of(test.ofClass(label, ClassFigures::precision)),
                        Cell.of(test.ofClass(label, ClassFigures::f1)),
                        test.area(label).map(Cell::of).orElse(Cell.none("–"))));
    }
}
