package io.augmenta.scoring.privacy;

import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import java.util.List;

/**
 * The nearest image by fingerprint: by the number of bits that differ. A fingerprint is what the caller makes it, some
 * words of bits an image, for all images as many.
 */
public final class FingerprintSearch {
    private FingerprintSearch() {}

    /**
     * The nearest reference of each query.
     *
     * @throws TooFewSamplesException when there are no references
     * @throws IllegalArgumentException when fingerprints differ in length
     */
    public static List<Match> nearest(List<long[]> queries, List<long[]> references, Workers workers) {
        return nearest(queries, List.of(), references, workers);
    }

    /**
     * The nearest reference of each query or of its mirror image.
     *
     * @param mirroredQueries fingerprints of the mirror images of the queries, in their order; or none
     * @throws TooFewSamplesException when there are no references
     * @throws IllegalArgumentException when fingerprints differ in length, or there are not as many mirror images
     */
    public static List<Match> nearest(
            List<long[]> queries, List<long[]> mirroredQueries, List<long[]> references, Workers workers) {
        TooFewSamplesException.check("a nearest fingerprint", "references", 1, references.size());
        boolean mirrored = !mirroredQueries.isEmpty();
        if (mirrored && mirroredQueries.size() != queries.size()) {
            throw new IllegalArgumentException("Expected the mirror image of each of " + queries.size()
                    + " queries, got " + mirroredQueries.size());
        }
        Match[] matches = new Match[queries.size()];
        workers.each(matches.length, query -> {
            Match plain = nearest(query, queries.get(query), references, Variation.NONE);
            Match other = mirrored ? nearest(query, mirroredQueries.get(query), references, Variation.MIRRORED) : plain;
            matches[query] = other.distance() < plain.distance() ? other : plain;
        });
        return List.of(matches);
    }

    private static Match nearest(int number, long[] query, List<long[]> references, Variation variation) {
        int nearest = 0;
        int fewest = Integer.MAX_VALUE;
        for (int reference = 0; reference < references.size(); reference++) {
            int bits = differing(query, references.get(reference));
            if (bits < fewest) {
                fewest = bits;
                nearest = reference;
            }
        }
        return new Match(number, nearest, fewest, variation);
    }

    private static int differing(long[] first, long[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "Expected fingerprints of one length, got " + first.length + " and " + second.length + " words");
        }
        int bits = 0;
        for (int word = 0; word < first.length; word++) {
            bits += Long.bitCount(first[word] ^ second[word]);
        }
        return bits;
    }
}
