package io.augmenta.scoring.classification;

/**
 * The range in which a classifier's accuracy lies given how many test images it was measured on: E. B. Wilson's score
 * interval at 95 % ("Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22, 1927). It accounts for the choice of test images, not for the randomness of training.
 *
 * @param low lower end, in {@code [0, 1]}
 * @param high upper end, in {@code [0, 1]}
 */
public record AccuracyInterval(double low, double high) {
    /** The 97.5 % point of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * The interval for this many hits.
     *
     * @param correct images predicted as what they are
     * @param total all images, at least 1
     * @throws IllegalArgumentException when {@code correct} is not in {@code [0, total]} or there are no images
     */
    public static AccuracyInterval wilson(long correct, long total) {
        if (total < 1 || correct < 0 || correct > total) {
            throw new IllegalArgumentException(
                    "An accuracy needs 0 to " + total + " correct of at least 1 image, got " + correct);
        }
        double share = (double) correct / total;
        double weight = Z * Z / total;
        double centre = share + weight / 2;
        double reach = Math.sqrt(weight * (share * (1 - share) + weight / 4));
        return new AccuracyInterval(
                Math.max(0, (centre - reach) / (1 + weight)), Math.min(1, (centre + reach) / (1 + weight)));
    }
}
