package io.augmenta.scoring.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many samples of a class are found, and how many others are taken for it, at every threshold of a score: T. Fawcett, "An
 * introduction to ROC analysis", Pattern Recognition Letters 27, 2006. The area is the probability that a sample of the class
 * scores above another one, ties counted half. Points and area are scikit-learn's {@code roc_curve} (all points kept) and
 * {@code roc_auc_score}. Immutable.
 *
 * @param points from (0, 0) to (1, 1), the threshold falling, a point for each distinct score
 * @param area area under the curve, in {@code [0, 1]}; ½ is chance
 */
public record RocCurve(List<Point> points, double area) {

    /** Copies the points. */
    public RocCurve {
        points = List.copyOf(points);
    }

    /**
     * A threshold's rates.
     *
     * @param falsePositiveRate share of the other samples that score at least the threshold
     * @param truePositiveRate share of the class's samples that do
     */
    public record Point(double falsePositiveRate, double truePositiveRate) {}

    /**
     * Draws the curve.
     *
     * @param scores the score of each sample, larger for what is taken for the class
     * @param positive whether each sample is of the class, in the same order
     * @return nothing where all samples are of the class or none is, since a rate has nothing to be a share of then
     * @throws IllegalArgumentException when the arrays differ in length or a score is not a number
     */
    public static Optional<RocCurve> of(double[] scores, boolean[] positive) {
        if (positive.length != scores.length || Arrays.stream(scores).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("Expected one score, not NaN, for each of " + positive.length
                    + " samples, got " + scores.length + " scores");
        }
        int positives = (int)
                IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        int negatives = positive.length - positives;
        if (positives == 0 || negatives == 0) {
            return Optional.empty();
        }
        List<Point> points = points(scores, positive, positives, negatives);
        return Optional.of(new RocCurve(points, area(points)));
    }

    /**
     * The curve of one class against all others.
     *
     * @param classIndex the class
     * @param actual class index of each sample
     * @param probabilities of each class for each sample, in the same order
     * @return nothing where all samples are of the class or none is
     */
    public static Optional<RocCurve> oneAgainstRest(int classIndex, int[] actual, List<double[]> probabilities) {
        boolean[] positive = new boolean[actual.length];
        for (int i = 0; i < actual.length; i++) {
            positive[i] = actual[i] == classIndex;
        }
        return of(probabilities.stream().mapToDouble(row -> row[classIndex]).toArray(), positive);
    }

    private static List<Point> points(double[] scores, boolean[] positive, double positives, double negatives) {
        Integer[] falling = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(falling, Comparator.comparingDouble(i -> -scores[i]));
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        int found = 0;
        int mistaken = 0;
        for (int i = 0; i < falling.length; i++) {
            found += positive[falling[i]] ? 1 : 0;
            mistaken += positive[falling[i]] ? 0 : 1;
            boolean lastOfItsScore = i + 1 == falling.length || scores[falling[i + 1]] != scores[falling[i]];
            if (lastOfItsScore) {
                points.add(new Point(mistaken / negatives, found / positives));
            }
        }
        return points;
    }

    private static double area(List<Point> points) {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            area += (to.falsePositiveRate() - from.falsePositiveRate())
                    * (to.truePositiveRate() + from.truePositiveRate())
                    / 2;
        }
        return area;
    }

    /**
     * The largest share found at a share mistaken, straight between points; to average curves by.
     *
     * @param falsePositiveRate in {@code [0, 1]}
     */
    public double truePositiveRateAt(double falsePositiveRate) {
        Point before = points.get(0);
        for (Point point : points) {
            if (point.falsePositiveRate() > falsePositiveRate) {
                double share = (falsePositiveRate - before.falsePositiveRate())
                        / (point.falsePositiveRate() - before.falsePositiveRate());
                return before.truePositiveRate() + share * (point.truePositiveRate() - before.truePositiveRate());
            }
            before = point;
        }
        return before.truePositiveRate();
    }
}
