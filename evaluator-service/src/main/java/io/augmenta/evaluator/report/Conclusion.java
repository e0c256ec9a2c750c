package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TableFigure;
import io.augmenta.scoring.classification.PairedComparison;
import io.augmenta.scoring.repetition.PairedDifference;
import io.augmenta.scoring.repetition.PairedDifference.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether adding generated images helped: with several seeds by the interval of the paired difference, with one, or where
 * seeds change nothing, by McNemar's test on the test images.
 *
 * @param verdict {@code helped}, {@code harmed} or {@code undecided}
 * @param text the answer to the question of the study
 * @param sentences how the answer comes about
 */
record Conclusion(String verdict, String text, List<String> sentences) {
    /** Below this, a difference is called real; the customary level. */
    private static final double SIGNIFICANT = 0.05;

    static Conclusion of(StudyResult study) {
        return study.seedsMatter() ? ofSeveralSeeds(study) : ofOneSeed(study);
    }

    private static Conclusion ofOneSeed(StudyResult study) {
        PairedComparison mixed = study.againstBaseline(DataType.MIXED).get(0);
        String verdict = mixed.pValue() >= SIGNIFICANT
                ? "undecided"
                : mixed.onlySecond() > mixed.onlyFirst() ? "helped" : "harmed";
        return new Conclusion(verdict, textOfOneSeed(verdict), List.of(difference(study, mixed)));
    }

    private static String textOfOneSeed(String verdict) {
        return switch (verdict) {
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

    private static Conclusion ofSeveralSeeds(StudyResult study) {
        PairedDifference gain = gain(study, DataType.BASELINE);
        List<String> sentences = new ArrayList<>();
        for (DataType over : study.comparisons()) {
            sentences.add("Accuracy on the test images, mixed − " + over.label() + ": "
                    + gain(study, over).words() + ".");
        }
        sentences.add("The interval says what other seeds of the classifier would give on these "
                + NumberText.counted(study.images().real(Split.TEST).size(), "test image")
                + ". Other test images, another split or another generator could give something else.");
        return switch (gain.verdict()) {
            case GAIN -> new Conclusion("helped", textOfAGain(study), sentences);
            case LOSS ->
                new Conclusion(
                        "harmed",
                        "On these test images adding the generated images did harm: classifiers trained on both are "
                                + "right less often than those trained on real images alone.",
                        sentences);
            case NO_EVIDENCE, ONE_SEED ->
                new Conclusion(
                        "undecided",
                        "No evidence of a gain: the difference between training with and without generated images is "
                                + "no larger than other seeds would often make it.",
                        sentences);
        };
    }

    /** A gain over real images alone may be one of more training, not of new images: the controls tell. */
    private static String textOfAGain(StudyResult study) {
        String text =
                "On these test images adding the generated images helped: classifiers trained on both are right more "
                        + "often than those trained on real images alone";
        List<String> asGood = study.comparisons().stream()
                .filter(DataType::isControl)
                .filter(control -> gain(study, control).verdict() != Verdict.GAIN)
                .map(Conclusion::added)
                .toList();
        if (!asGood.isEmpty()) {
            return text + ". But there is no evidence that they do better than adding " + String.join(" or ", asGood)
                    + ", so the gain need not come from the generator.";
        }
        return study.comparisons().size() > 1 ? text + ", and than those of every control." : text + ".";
    }

    private static String added(DataType control) {
        return control == DataType.REPEATED ? "repeats of real images" : "classically augmented copies";
    }

    private static PairedDifference gain(StudyResult study, DataType over) {
        return study.gain(Arm.of(DataType.MIXED), over, TableFigure.ACCURACY_SCORE);
    }

    private static double accuracy(StudyResult study, DataType dataType) {
        return study.score(dataType, Split.TEST).accuracy().mean();
    }
}
