package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.scoring.classification.PairedComparison;
import io.augmenta.scoring.comparison.IntensityComparison;
import io.augmenta.scoring.repetition.PairedDifference;
import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What came out of a study.
 *
 * @param images what went in
 * @param plan which classifiers were trained
 * @param scores each arm on its train and on the test images, in the order of the plan; one score for each seed within
 * @param training how each classifier of an arm was trained, in the order of the seeds
 * @param closeness how close the generated images are to the real ones
 * @param realAndGenerated intensities of the real train images against the generated images
 * @param trainAndTest intensities of the real train images against the real test images: how far apart two sets are that
 *     both are real
 */
public record StudyResult(
        StudyImages images,
        StudyPlan plan,
        List<RepeatedScore> scores,
        Map<Arm, List<TrainingFacts>> training,
        Closeness closeness,
        IntensityComparison realAndGenerated,
        IntensityComparison trainAndTest) {

    /** Copies the collections. */
    public StudyResult {
        scores = List.copyOf(scores);
        training = Map.copyOf(training);
    }

    /** The score of an arm on a split; there is one for each arm of the plan on train and on test. */
    public RepeatedScore score(Arm arm, Split split) {
        return scores.stream()
                .filter(score -> score.arm().equals(arm) && score.split() == split)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No score of " + arm.label() + " on " + split
                        + "; the study has "
                        + plan.arms().stream().map(Arm::label).toList() + " on " + Split.TRAIN
                        + " and " + Split.TEST));
    }

    /** The score of a data type on a split. */
    public RepeatedScore score(DataType dataType, Split split) {
        return score(Arm.of(dataType), split);
    }

    /** How the classifiers of an arm were trained, in the order of the seeds. */
    public List<TrainingFacts> training(Arm arm) {
        return training.getOrDefault(arm, List.of());
    }

    /** Whether there are several seeds, and another seed could have given other figures. */
    public boolean seedsMatter() {
        return plan.seeds() > 1
                && training.values().stream().flatMap(List::stream).anyMatch(TrainingFacts::dependsOnSeed);
    }

    /** The scores of the data types in whole, without the sweep: the study's table. */
    public List<RepeatedScore> table() {
        return scores.stream().filter(score -> score.arm().amount() == null).toList();
    }

    /** The arms of the sweep by growing amount, mixed (which adds everything) last; none where there is no sweep. */
    public List<Arm> sweep() {
        if (plan.amounts().isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                        plan.arms().stream().filter(arm -> arm.amount() != null), Stream.of(Arm.of(DataType.MIXED)))
                .toList();
    }

    /** What mixed is compared with: baseline and the controls that were run. */
    public List<DataType> comparisons() {
        return plan.dataTypes().stream()
                .filter(dataType -> dataType == DataType.BASELINE || dataType.isControl())
                .toList();
    }

    /**
     * By how much an arm exceeds a data type on the test images, seed by seed. Where seeds change nothing they are one: equal
     * differences are no evidence.
     */
    public PairedDifference gain(Arm arm, DataType over, TableFigure figure) {
        int seeds = seedsMatter() ? plan.seeds() : 1;
        return PairedDifference.of(
                score(arm, Split.TEST).figure(figure).values().subList(0, seeds),
                score(over, Split.TEST).figure(figure).values().subList(0, seeds));
    }

    /** Baseline (first) and another classifier of the same seed on the same test images, for each seed. */
    public List<PairedComparison> againstBaseline(DataType other) {
        List<Scored> baseline = score(DataType.BASELINE, Split.TEST).bySeed();
        List<Scored> compared = score(other, Split.TEST).bySeed();
        return IntStream.range(0, baseline.size())
                .mapToObj(seed -> PairedComparison.of(
                        baseline.get(seed).actual(),
                        baseline.get(seed).predicted(),
                        compared.get(seed).predicted()))
                .toList();
    }

    /** Accuracy on the images that a classifier was trained on, less that on the test images. */
    public RepeatedFigure trainTestGap(Arm arm) {
        List<Double> train = score(arm, Split.TRAIN).accuracy().values();
        List<Double> test = score(arm, Split.TEST).accuracy().values();
        return RepeatedFigure.of(IntStream.range(0, train.size())
                .mapToObj(seed -> train.get(seed) - test.get(seed))
                .toList());
    }
}
