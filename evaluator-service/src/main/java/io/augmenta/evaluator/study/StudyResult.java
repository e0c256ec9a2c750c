package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.scoring.classification.PairedComparison;
import java.util.List;
import java.util.Map;

/**
 * What came out of a study.
 *
 * @param images what went in
 * @param scores each data type on its train and on the test images, in the order of the study's table
 * @param training how each classifier was trained
 * @param realAndGenerated intensities of the real train images against the generated images
 * @param trainAndTest intensities of the real train images against the real test images: how far apart two sets are that
 *     both are real
 */
public record StudyResult(
        StudyImages images,
        List<Scored> scores,
        Map<DataType, TrainingFacts> training,
        IntensityComparison realAndGenerated,
        IntensityComparison trainAndTest) {

    /** Copies the collections. */
    public StudyResult {
        scores = List.copyOf(scores);
        training = Map.copyOf(training);
    }

    /** The score of a data type on a split; there is one for each data type on train and on test. */
    public Scored score(DataType dataType, Split split) {
        return scores.stream()
                .filter(scored -> scored.dataType() == dataType && scored.split() == split)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No score of " + dataType + " on " + split
                        + "; a study scores on " + Split.TRAIN + " and " + Split.TEST));
    }

    /** The classifier trained on real images (first) and another one on the same test images. */
    public PairedComparison againstBaseline(DataType other) {
        Scored baseline = score(DataType.BASELINE, Split.TEST);
        return PairedComparison.of(
                baseline.actual(),
                baseline.predicted(),
                score(other, Split.TEST).predicted());
    }

    /** Accuracy on the images that the classifier was trained on, less that on the test images. */
    public double trainTestGap(DataType dataType) {
        return score(dataType, Split.TRAIN).figures().accuracy()
                - score(dataType, Split.TEST).figures().accuracy();
    }
}
