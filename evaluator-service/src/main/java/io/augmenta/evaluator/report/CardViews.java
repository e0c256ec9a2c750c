package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.classification.AccuracyInterval;
import io.augmenta.scoring.classification.ConfusionMatrix;
import io.augmenta.scoring.repetition.Interval;
import java.util.List;
import java.util.Locale;

/** The headline of each data type. */
final class CardViews {
    private CardViews() {}

    /** The headline of one data type; positions are in percent of the track. */
    record Card(
            String dataType,
            String heading,
            String testAccuracy,
            String trainAccuracy,
            String gap,
            String basis,
            String interval,
            String intervalLeft,
            String intervalWidth,
            String gapLeft,
            String gapWidth,
            String trainAt,
            String testAt) {}

    static List<Card> of(StudyResult study) {
        return study.plan().dataTypes().stream()
                .map(dataType -> card(study, dataType))
                .toList();
    }

    private static Card card(StudyResult study, DataType dataType) {
        RepeatedScore test = study.score(dataType, Split.TEST);
        double testAccuracy = test.accuracy().mean();
        double trainAccuracy = study.score(dataType, Split.TRAIN).accuracy().mean();
        Interval interval = interval(study, test);
        return new Card(
                dataType.label(),
                heading(dataType),
                NumberText.percent(testAccuracy),
                NumberText.percent(trainAccuracy),
                NumberText.points(study.trainTestGap(Arm.of(dataType)).mean()),
                basis(test),
                NumberText.percent(interval.low()) + " to " + NumberText.percent(interval.high()),
                position(interval.low()),
                position(interval.high() - interval.low()),
                position(Math.min(testAccuracy, trainAccuracy)),
                position(Math.abs(trainAccuracy - testAccuracy)),
                position(trainAccuracy),
                position(testAccuracy));
    }

    /** Over seeds where they matter; else over the choice of test images, cut to what an accuracy can be. */
    private static Interval interval(StudyResult study, RepeatedScore test) {
        Interval interval = study.seedsMatter() ? test.accuracy().interval().orElseThrow() : ofTestImages(test);
        return new Interval(Math.max(0, interval.low()), Math.min(1, interval.high()));
    }

    private static Interval ofTestImages(RepeatedScore test) {
        ConfusionMatrix confusion = test.confusion();
        // where there are several seeds they are all alike, and each test image counts once
        AccuracyInterval wilson =
                AccuracyInterval.wilson(confusion.correct() / test.seeds(), confusion.total() / test.seeds());
        return new Interval(wilson.low(), wilson.high());
    }

    private static String basis(RepeatedScore test) {
        if (test.seeds() == 1) {
            return "of the test images right: "
                    + NumberText.count(test.confusion().correct()) + " of " + NumberText.count(test.images());
        }
        return "of " + NumberText.counted(test.images(), "test image") + " right, mean of " + test.seeds() + " seeds";
    }

    private static String heading(DataType dataType) {
        return switch (dataType) {
            case BASELINE -> "Baseline: real images";
            case GENERATED -> "Generated images only";
            case MIXED -> "Mixed: real + generated";
            case REPEATED -> "Control: real + repeats";
            case CLASSIC -> "Control: real + classic";
        };
    }

    private static String position(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
