package io.augmenta.scoring.privacy;

import java.util.Arrays;
import java.util.List;

/**
 * How distances to the nearest training image are spread. Quantiles are distances that occur: the smallest that at least
 * such a share of images does not exceed.
 *
 * @param minimum the smallest
 * @param firstPercentile that of 1 % of images
 * @param fifthPercentile that of 5 % of images
 * @param median that of half of the images
 * @param mean of all
 * @param images how many images there are
 */
public record DistanceSpread(
        double minimum, double firstPercentile, double fifthPercentile, double median, double mean, int images) {

    static DistanceSpread of(List<Match> matches) {
        double[] sorted = matches.stream().mapToDouble(Match::distance).sorted().toArray();
        return new DistanceSpread(
                sorted[0],
                quantile(sorted, 0.01),
                quantile(sorted, 0.05),
                quantile(sorted, 0.5),
                Arrays.stream(sorted).average().orElseThrow(),
                sorted.length);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
