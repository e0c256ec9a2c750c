package io.augmenta.evaluator.report;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.Scored;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.classification.AccuracyInterval;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.classification.ConfusionMatrix;
import io.augmenta.scoring.classification.PairedComparison;
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
    /** Below this, a difference is called real; the customary level. */
    private static final double SIGNIFICANT = 0.05;

    /** A gap between train and test of this many points is called over-fitting. */
    private static final double LARGE_GAP = 0.10;

    static Reading of(DatasetVersion version, StudyResult study) {
        PairedComparison mixed = study.againstBaseline(DataType.MIXED);
        return new Reading(verdict(mixed), conclusion(mixed), sentences(study, mixed), warnings(version, study));
    }

    private static String verdict(PairedComparison mixed) {
        if (mixed.pValue() >= SIGNIFICANT) {
            return "undecided";
        }
        return mixed.onlySecond() > mixed.onlyFirst() ? "helped" : "harmed";
    }

    private static String conclusion(PairedComparison mixed) {
        return switch (verdict(mixed)) {
            case "helped" ->
                "Adding the generated images helped: the classifier trained on both recognises more of the "
                        + "test images than the one trained on real images alone.";
            case "harmed" ->
                "Adding the generated images did harm: the classifier trained on both recognises fewer of the "
                        + "test images than the one trained on real images alone.";
            default ->
                "These test images do not show that adding generated images helps or harms: the difference is no "
                        + "larger than chance would often make it.";
        };
    }

    private static List<String> sentences(StudyResult study, PairedComparison mixed) {
        List<String> sentences = new ArrayList<>();
        sentences.add(difference(study, mixed));
        sentences.add(generated(study));
        sentences.add(hardestClass(study));
        return sentences;
    }

    private static String difference(StudyResult study, PairedComparison mixed) {
        double difference = accuracy(study, DataType.MIXED) - accuracy(study, DataType.BASELINE);
        String direction = difference == 0
                ? "exactly as many as"
                : NumberText.points(difference) + " percentage points compared with";
        return "Trained on real and generated images together, the classifier gets "
                + NumberText.percent(accuracy(study, DataType.MIXED)) + " of the test images right, " + direction
                + " real images alone (" + NumberText.percent(accuracy(study, DataType.BASELINE)) + "). "
                + NumberText.counted(mixed.onlySecond(), "test image")
                + " only the mixed classifier gets right, " + NumberText.count(mixed.onlyFirst())
                + " only the baseline; if both were equally good, a division at least this uneven would come up with "
                + "probability " + NumberText.pValue(mixed.pValue()) + " (McNemar's exact test).";
    }

    private static String generated(StudyResult study) {
        double gap = study.trainTestGap(DataType.GENERATED);
        String start = "Trained on generated images alone, it gets "
                + NumberText.percent(accuracy(study, DataType.GENERATED)) + " of the real test images right, and "
                + NumberText.percent(
                        study.score(DataType.GENERATED, Split.TRAIN).figures().accuracy())
                + " of the generated images it learned from. ";
        if (isNoBetterThanGuessing(study)) {
            return start + "That is not clearly better than naming the most frequent class each time, which gets "
                    + NumberText.percent(ScoreViews.majorityShare(study)) + ".";
        }
        return gap > LARGE_GAP
                ? start + "The gap of " + NumberText.points(gap).substring(1)
                        + " points says that much of what sets the classes apart in the generated images is not what sets "
                        + "them apart in real ones."
                : start + "What it learned from generated images carries over to real ones.";
    }

    private static boolean isNoBetterThanGuessing(StudyResult study) {
        ConfusionMatrix test =
                study.score(DataType.GENERATED, Split.TEST).figures().confusion();
        return AccuracyInterval.wilson(test.correct(), test.total()).low() <= ScoreViews.majorityShare(study);
    }

    private static String hardestClass(StudyResult study) {
        ClassFigures hardest = extreme(study.score(DataType.BASELINE, Split.TEST));
        ClassFigures lost = extreme(study.score(DataType.GENERATED, Split.TEST));
        return String.format(
                Locale.ROOT,
                "The class that real images teach worst is %s (%s of its test images found); for generated images it is %s "
                        + "(%s).",
                hardest.label(),
                NumberText.percent(hardest.recall()),
                lost.label(),
                NumberText.percent(lost.recall()));
    }

    private static ClassFigures extreme(Scored scored) {
        return scored.figures().perClass().stream()
                .filter(figures -> figures.support() > 0)
                .min(Comparator.comparingDouble(ClassFigures::recall))
                .orElseThrow(() -> new IllegalArgumentException("A score of no images has no hardest class"));
    }

    private static List<String> warnings(DatasetVersion version, StudyResult study) {
        List<String> warnings = new ArrayList<>();
        long twins = study.images().testImagesWithNearTwinInTrain();
        long test = study.images().real(Split.TEST).size();
        if (twins > 0) {
            warnings.add("Leak: " + NumberText.count(twins) + " of " + NumberText.counted(test, "test image")
                    + " have a near duplicate among the training images (split rule: "
                    + version.splitRule().name().toLowerCase(Locale.ROOT)
                    + "). All test figures are flattered; split by groups of near duplicates for figures to rely on.");
        } else if (version.splitRule() != SplitRule.GROUPED && version.straddlingGroups() > 0) {
            warnings.add(NumberText.counted(version.straddlingGroups(), "group")
                    + " of near duplicates lie in more than one split, though none between train and test.");
        }
        for (String label : classesWithout(study, study.score(DataType.BASELINE, Split.TEST))) {
            warnings.add("There is no test image of class " + label + ": its figures are 0 by convention and pull the "
                    + "macro averages down.");
        }
        return warnings;
    }

    private static List<String> classesWithout(StudyResult study, Scored scored) {
        return study.images().classes().stream()
                .filter(label -> scored.figures().perClass().stream()
                        .anyMatch(figures -> figures.label().equals(label) && figures.support() == 0))
                .toList();
    }

    private static double accuracy(StudyResult study, DataType dataType) {
        return study.score(dataType, Split.TEST).figures().accuracy();
    }
}
