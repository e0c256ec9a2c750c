package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.RepeatedScore;
import io.augmenta.evaluator.study.StudyResult;
import java.util.Locale;
import java.util.Set;

/** The leak between train and test as found, and what it means for the figures. */
final class LeakViews {
    private LeakViews() {}

    /** How many test images have a near duplicate among the train images. */
    static String found(StudyResult study) {
        long twins = study.images().testImagesWithNearTwinInTrain().size();
        long test = study.images().real(Split.TEST).size();
        if (twins == 0) {
            return "none: no test image has a near duplicate among the train images";
        }
        return NumberText.count(twins) + " of " + NumberText.counted(test, "test image") + " ("
                + NumberText.percent((double) twins / test) + ") have a near duplicate among the train images";
    }

    /** What the figures can be taken for. */
    static String meaning(SplitRule rule, StudyResult study) {
        if (study.images().testImagesWithNearTwinInTrain().isEmpty()) {
            return switch (rule) {
                case GROUPED -> "The rule keeps near duplicates on one side, so no test figure is flattered by them.";
                case RANDOM, SUPPLIED ->
                    "The rule allows near duplicates on both sides, but none were found, so no test figure is flattered "
                            + "by them.";
            };
        }
        return "For those images a classifier need not recognise a class, it can recognise an image. All test figures are "
                + "flattered, those of every data type that holds real images most. " + without(study);
    }

    /** How much a leak flatters, as measured. */
    static String without(StudyResult study) {
        Set<String> twins = study.images().testImagesWithNearTwinInTrain();
        RepeatedScore baseline = study.score(DataType.BASELINE, Split.TEST);
        return baseline.accuracyWithout(twins)
                .map(accuracy -> String.format(
                        Locale.ROOT,
                        "Without them the baseline gets %s of the test images right instead of %s.",
                        NumberText.percent(accuracy.mean()),
                        NumberText.percent(baseline.accuracy().mean())))
                .orElse("Without them no test image is left.");
    }
}
