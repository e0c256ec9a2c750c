package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.scoring.classification.Calibration;
import io.augmenta.scoring.classification.ClassificationFigures;
import io.augmenta.scoring.classification.RocCurve;
import java.util.List;
import java.util.Optional;

/**
 * How one classifier did on a set of images.
 *
 * @param arm what it was trained on
 * @param seed what its training was drawn from
 * @param split {@link Split#TRAIN}: the images it was trained on; {@link Split#TEST}: the real test images
 * @param predictions what it made of each
 * @param figures computed from the predictions
 * @param calibration computed from the predictions
 */
public record Scored(
        Arm arm,
        long seed,
        Split split,
        List<Prediction> predictions,
        ClassificationFigures figures,
        Calibration calibration) {

    /** Copies the predictions. */
    public Scored {
        predictions = List.copyOf(predictions);
    }

    static Scored of(Arm arm, long seed, Split split, List<String> classes, List<Prediction> predictions) {
        return new Scored(
                arm,
                seed,
                split,
                predictions,
                ClassificationFigures.of(classes, actual(predictions), predicted(predictions)),
                calibration(predictions));
    }

    private static Calibration calibration(List<Prediction> predictions) {
        boolean[] correct = new boolean[predictions.size()];
        for (int i = 0; i < correct.length; i++) {
            correct[i] = predictions.get(i).isCorrect();
        }
        return Calibration.of(
                predictions.stream().mapToDouble(Prediction::confidence).toArray(), correct);
    }

    /** How well the probability of a class tells its images from the others; nothing where there are only one kind. */
    public Optional<RocCurve> curve(int label) {
        boolean[] positive = new boolean[predictions.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = predictions.get(i).image().label() == label;
        }
        return RocCurve.of(
                predictions.stream()
                        .mapToDouble(prediction -> prediction.probabilities().get(label))
                        .toArray(),
                positive);
    }

    /** Class index of each image. */
    public int[] actual() {
        return actual(predictions);
    }

    /** Predicted class index of each image. */
    public int[] predicted() {
        return predicted(predictions);
    }

    private static int[] actual(List<Prediction> predictions) {
        return predictions.stream()
                .mapToInt(prediction -> prediction.image().label())
                .toArray();
    }

    private static int[] predicted(List<Prediction> predictions) {
        return predictions.stream().mapToInt(Prediction::predicted).toArray();
    }
}
