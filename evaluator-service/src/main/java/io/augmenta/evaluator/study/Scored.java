package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.scoring.classification.ClassificationFigures;
import java.util.List;

/**
 * How a classifier did on a set of images.
 *
 * @param dataType what it was trained on
 * @param split {@link Split#TRAIN}: the images it was trained on; {@link Split#TEST}: the real test images
 * @param predictions what it made of each
 * @param figures computed from the predictions
 */
public record Scored(DataType dataType, Split split, List<Prediction> predictions, ClassificationFigures figures) {

    /** Copies the predictions. */
    public Scored {
        predictions = List.copyOf(predictions);
    }

    static Scored of(DataType dataType, Split split, List<String> classes, List<Prediction> predictions) {
        return new Scored(
                dataType,
                split,
                predictions,
                ClassificationFigures.of(classes, actual(predictions), predicted(predictions)));
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
