package io.augmenta.evaluator.report;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.classification.AccuracyInterval;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.classification.ClassificationFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the figures mean, in sentences. It claims no more than the test images can carry: a difference that would often
 * arise by chance is called none.
 *
 * @param verdict {@code helped}, {@code harmed} or {@code undecided}
 * @param conclusion the answer to the question of the study
 * @param sentences how the answer comes about
 * @param warnings what a reader must know before trusting the figures; often none
 */
record Reading(String verdict, String conclusion, List<String> sentences, List<String> warnings) {
    /** A gap between train and test of this many points is called over-fitting. */
    private static final double LARGE_GAP = 0.10;

    static Reading of(DatasetVersion version, StudyResult study) {
        Conclusion conclusion = Conclusion.of(study);
        List<String> sentences = new ArrayList<>(conclusion.sentences());
        sentences.add(generated(study));
        sentences.add(hardestClass(study));
        return new Reading(conclusion.verdict(), conclusion.text(), sentences, warnings(version, study));
    }

    private static String generated(StudyResult study) {
        double gap = study.trainTestGap(Arm.of(DataType.GENERATED)).mean();
        String start = "Trained on generated images alone, it gets "
                + NumberText.percent(accuracy(study, DataType.GENERATED)) + " of the real test images right, and "
                + NumberText.percent(
                        study.score(DataType.GENERATED, Split.TRAIN).accuracy().mean())
                + " of the generated images it learned from. ";
        if (isNoBetterThanGuessing(study)) {
            return start + "That is not clearly better than naming the most frequent class each time, which gets "
                    + NumberText.percent(ConfusionViews.majorityShare(study)) + ".";
        }
        return gap > LARGE_GAP
                ? start + "The gap of " + NumberText.points(gap).substring(1)
                        + " points says that much of what sets the classes apart in the generated images is not what sets "
                        + "them apart in real ones."
                : start + "What it learned from generated images carries over to real ones.";
    }

    private static boolean isNoBetterThanGuessing(StudyResult study) {
        RepeatedScore test = study.score(DataType.GENERATED, Split.TEST);
        long hits = Math.round(test.accuracy().mean() * test.images());
        return AccuracyInterval.wilson(hits, test.images()).low() <= ConfusionViews.majorityShare(study);
    }

    private static String hardestClass(StudyResult study) {
        ClassFigures hardest = hardest(study.score(DataType.BASELINE, Split.TEST));
        ClassFigures lost = hardest(study.score(DataType.GENERATED, Split.TEST));
        return String.format(
                Locale.ROOT,
                "The class that real images teach worst is %s (%s of its test images found); for generated images it is %s "
                        + "(%s).",
                hardest.label(),
                NumberText.percent(hardest.recall()),
                lost.label(),
                NumberText.percent(lost.recall()));
    }

    /** Over all seeds together, which is the mean of their recalls. */
    private static ClassFigures hardest(RepeatedScore score) {
        return ClassificationFigures.of(score.confusion()).perClass().stream()
                .filter(figures -> figures.support() > 0)
                .min(Comparator.comparingDouble(ClassFigures::recall))
                .orElseThrow(() -> new IllegalArgumentException("A score of no images has no hardest class"));
    }

    private static List<String> warnings(DatasetVersion version, StudyResult study) {
        List<String> warnings = new ArrayList<>();
        long twins = study.images().testImagesWithNearTwinInTrain().size();
        if (twins > 0) {
            warnings.add("Leak: " + LeakViews.found(study) + " (split rule: "
                    + version.splitRule().name().toLowerCase(Locale.ROOT)
                    + "). All test figures are flattered. " + LeakViews.without(study)
                    + " Split by groups of near duplicates for figures to rely on.");
        } else if (version.splitRule() != SplitRule.GROUPED && version.straddlingGroups() > 0) {
            warnings.add(NumberText.counted(version.straddlingGroups(), "group")
                    + " of near duplicates lie in more than one split, though none between train and test.");
        }
        for (String label : classesWithout(study.score(DataType.BASELINE, Split.TEST))) {
            warnings.add("There is no test image of class " + label + ": its figures are 0 by convention and pull the "
                    + "macro averages down.");
        }
        return warnings;
    }

    private static List<String> classesWithout(RepeatedScore score) {
        return score.bySeed().get(0).figures().perClass().stream()
                .filter(figures -> figures.support() == 0)
                .map(ClassFigures::label)
                .toList();
    }

    private static double accuracy(StudyResult study, DataType dataType) {
        return study.score(dataType, Split.TEST).accuracy().mean();
    }
}
