package io.augmenta.scoring.classification;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall and F1 averaged over classes, each in {@code [0, 1]}.
 *
 * @param precision averaged precision
 * @param recall averaged recall
 * @param f1 averaged F1; in the macro average the mean of the classes' F1, not the F1 of the means
 */
public record Averaged(double precision, double recall, double f1) {

    /** Every class counts the same, however few images it has. */
    static Averaged macro(List<ClassFigures> perClass) {
        return new Averaged(
                mean(perClass, ClassFigures::precision),
                mean(perClass, ClassFigures::recall),
                mean(perClass, ClassFigures::f1));
    }

    /** Every image counts the same; with one label per image all three are the accuracy. */
    static Averaged micro(ConfusionMatrix matrix) {
        double accuracy = Ratio.of(matrix.correct(), matrix.total());
        return new Averaged(accuracy, accuracy, accuracy);
    }

    private static double mean(List<ClassFigures> perClass, ToDoubleFunction<ClassFigures> figure) {
        return perClass.stream().mapToDouble(figure).average().orElse(0);
    }
}
