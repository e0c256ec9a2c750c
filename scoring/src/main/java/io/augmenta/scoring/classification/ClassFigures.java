package io.augmenta.scoring.classification;

/**
 * How well one class was recognised. A ratio whose denominator is 0 is 0 (scikit-learn's {@code zero_division=0}).
 *
 * @param label the class
 * @param precision of those predicted as this class, the share that is of this class, in {@code [0, 1]}
 * @param recall of those that are of this class, the share predicted as such, in {@code [0, 1]}
 * @param f1 harmonic mean of precision and recall, in {@code [0, 1]}
 * @param support how many images are of this class
 * @param predicted how many images were predicted as this class
 */
public record ClassFigures(String label, double precision, double recall, double f1, long support, long predicted) {

    static ClassFigures of(ConfusionMatrix matrix, int classIndex) {
        long hits = matrix.count(classIndex, classIndex);
        long support = matrix.actual(classIndex);
        long predicted = matrix.predicted(classIndex);
        return new ClassFigures(
                matrix.classes().get(classIndex),
                Ratio.of(hits, predicted),
                Ratio.of(hits, support),
                Ratio.of(2 * hits, support + predicted),
                support,
                predicted);
    }
}
