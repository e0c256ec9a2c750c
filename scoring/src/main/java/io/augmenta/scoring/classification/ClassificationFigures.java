package io.augmenta.scoring.classification;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is commonly reported of a classifier, computed from its predictions. Immutable.
 *
 * <p>The figures are those of scikit-learn's {@code accuracy_score}, {@code precision_score}, {@code recall_score} and
 * {@code f1_score} with {@code labels} = all classes and {@code zero_division=0}: a class that neither occurs nor is
 * predicted takes part in the macro averages with 0.
 *
 * @param accuracy share of images predicted as what they are, in {@code [0, 1]}
 * @param micro averages over images
 * @param macro averages over classes
 * @param perClass one entry for each class, in the order of the classes
 * @param confusion the counts that all of this was computed from
 */
public record ClassificationFigures(
        double accuracy, Averaged micro, Averaged macro, List<ClassFigures> perClass, ConfusionMatrix confusion) {

    public ClassificationFigures {
        perClass = List.copyOf(perClass);
    }

    /**
     * Scores predictions.
     *
     * @param classes names of the K classes
     * @param actual class index of each image, in {@code [0, K)}
     * @param predicted predicted class index of each image, in the same order
     * @throws IllegalArgumentException when there are no images, the arrays differ in length or an index is no class
     */
    public static ClassificationFigures of(List<String> classes, int[] actual, int[] predicted) {
        return of(ConfusionMatrix.of(classes, actual, predicted));
    }

    /** Scores the predictions that were counted in this matrix. */
    public static ClassificationFigures of(ConfusionMatrix matrix) {
        List<ClassFigures> perClass = IntStream.range(0, matrix.classes().size())
                .mapToObj(classIndex -> ClassFigures.of(matrix, classIndex))
                .toList();
        return new ClassificationFigures(
                Ratio.of(matrix.correct(), matrix.total()),
                Averaged.micro(matrix),
                Averaged.macro(perClass),
                perClass,
                matrix);
    }
}
