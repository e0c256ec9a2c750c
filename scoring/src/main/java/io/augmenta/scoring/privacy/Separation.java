package io.augmenta.scoring.privacy;

import io.augmenta.scoring.classification.RocCurve;
import io.augmenta.scoring.repetition.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How well distance tells two sets of images apart. Immutable.
 *
 * @param area the probability that an image of the first set lies nearer than one of the second, ties counted half: 0.5 where
 *     the sets are alike
 * @param interval 95 % interval of the area for the choice of images, by J. A. Hanley, B. J. McNeil, "The meaning and use of
 *     the area under a receiver operating characteristic (ROC) curve" (Radiology 143, 1982), cut to {@code [0, 1]}. Where no
 *     images overlap at all its width is 0, which says more than the images can
 * @param curve the share of the first set that lies nearer than a distance, against that of the second
 * @param first number of images of the first set
 * @param second number of images of the second set
 */
public record Separation(double area, Interval interval, RocCurve curve, int first, int second) {
    private static final double Z = 1.959963984540054;

    /** Compares the distances of two sets, neither empty. */
    static Separation of(List<Match> first, List<Match> second) {
        boolean[] isFirst = new boolean[first.size() + second.size()];
        Arrays.fill(isFirst, 0, first.size(), true);
        double[] nearness = DoubleStream.concat(
                        first.stream().mapToDouble(match -> -match.distance()),
                        second.stream().mapToDouble(match -> -match.distance()))
                .toArray();
        RocCurve curve = RocCurve.of(nearness, isFirst).orElseThrow();
        return new Separation(
                curve.area(), interval(curve.area(), first.size(), second.size()), curve, first.size(), second.size());
    }

    private static Interval interval(double area, double first, double second) {
        double twoOfFirst = area / (2 - area);
        double twoOfSecond = 2 * area * area / (1 + area);
        double variance = (area * (1 - area)
                        + (first - 1) * (twoOfFirst - area * area)
                        + (second - 1) * (twoOfSecond - area * area))
                / (first * second);
        double reach = Z * Math.sqrt(Math.max(0, variance));
        return new Interval(Math.max(0, area - reach), Math.min(1, area + reach));
    }

    /** The largest share of the first set that lies within a distance at which at most such a share of the second does. */
    double shareOfFirstWhereSecondIsAtMost(double shareOfSecond) {
        return curve.points().stream()
                .filter(point -> point.falsePositiveRate() <= shareOfSecond)
                .mapToDouble(RocCurve.Point::truePositiveRate)
                .max()
                .orElseThrow();
    }
}
