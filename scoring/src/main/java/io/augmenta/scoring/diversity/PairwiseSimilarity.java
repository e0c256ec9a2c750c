package io.augmenta.scoring.diversity;

import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/**
 * How alike the images of one class are to one another, by multi-scale structural similarity of random pairs, after
 * A. Odena, C. Olah, J. Shlens, "Conditional image synthesis with auxiliary classifier GANs" (ICML 2017). A generator whose
 * images are more alike than real ones of the class has lost variety.
 *
 * @param mean mean similarity, in {@code [0, 1]}
 * @param deviation standard deviation over the pairs (divisor n - 1), 0 for one pair
 * @param images number of images of the class
 * @param pairs how many different pairs were compared
 * @param scales how many scales the images are large enough for, 1 to 5
 * @param seed of the drawing
 */
public record PairwiseSimilarity(double mean, double deviation, int images, int pairs, int scales, long seed) {
    /** As many pairs as the authors compare. */
    public static final int PAIRS = 100;

    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    /**
     * Compares random pairs of different images, each pair once; all pairs where there are no more.
     *
     * @param images of one class
     * @param pairs how many pairs at most, at least 1
     * @param workers who compares; the figure does not depend on it
     * @throws TooFewSamplesException when there are fewer than 2 images
     * @throws ImageTooSmallException when they are smaller than 11 pixels
     */
    public static PairwiseSimilarity of(ImageSet images, int pairs, long seed, Workers workers) {
        TooFewSamplesException.check("a similarity of pairs", "images", 2, images.count());
        if (pairs < 1) {
            throw new IllegalArgumentException("Expected at least 1 pair to compare, got " + pairs);
        }
        MultiScaleSimilarity similarity = new MultiScaleSimilarity(images);
        long[] drawn = drawn(images.count(), pairs, seed).toArray();
        double[] values = new double[drawn.length];
        workers.each(drawn.length, i -> values[i] = similarity.of((int) second(drawn[i]) + 1, (int) first(drawn[i])));
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
        return new PairwiseSimilarity(mean, deviation, images.count(), values.length, similarity.scales(), seed);
    }

    /** Numbers of different pairs, out of {@code n (n - 1) / 2}. */
    private static LongStream drawn(int images, int pairs, long seed) {
        long all = (long) images * (images - 1) / 2;
        if (all <= pairs) {
            return LongStream.range(0, all);
        }
        return RANDOM.create(seed).longs(0, all).distinct().limit(pairs);
    }

    /** Pair number p is (second + 1, first) with {@code p = second (second + 1) / 2 + first} and first ≤ second. */
    private static long second(long pair) {
        long second = (long) ((Math.sqrt(8.0 * pair + 1) - 1) / 2);
        while (second * (second + 1) / 2 > pair) {
            second--;
        }
        while ((second + 1) * (second + 2) / 2 <= pair) {
            second++;
        }
        return second;
    }

    private static long first(long pair) {
        long second = second(pair);
        return pair - second * (second + 1) / 2;
    }
}
