package io.augmenta.scoring.privacy;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.NearestSearch;
import io.augmenta.scoring.features.Neighbours;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import java.util.List;
import java.util.stream.IntStream;

/** The nearest image by the Euclidean distance of features. */
public final class FeatureSearch {
    private FeatureSearch() {}

    /**
     * The nearest reference of each query.
     *
     * @throws TooFewSamplesException when there are no references
     */
    public static List<Match> nearest(FeatureMatrix queries, FeatureMatrix references, Workers workers) {
        return matches(NearestSearch.of(queries, references, 1, workers), Variation.NONE);
    }

    /**
     * The nearest reference of each query or of its mirror image.
     *
     * @param mirroredQueries features of the mirror images of the queries, in their order
     * @throws TooFewSamplesException when there are no references
     * @throws IllegalArgumentException when there are not as many mirror images as queries
     */
    public static List<Match> nearest(
            FeatureMatrix queries, FeatureMatrix mirroredQueries, FeatureMatrix references, Workers workers) {
        if (queries.count() != mirroredQueries.count()) {
            throw new IllegalArgumentException("Expected the mirror image of each of " + queries.count()
                    + " queries, got " + mirroredQueries.count());
        }
        List<Match> plain = nearest(queries, references, workers);
        List<Match> mirrored = matches(NearestSearch.of(mirroredQueries, references, 1, workers), Variation.MIRRORED);
        return IntStream.range(0, plain.size())
                .mapToObj(i -> mirrored.get(i).distance() < plain.get(i).distance() ? mirrored.get(i) : plain.get(i))
                .toList();
    }

    private static List<Match> matches(Neighbours neighbours, Variation variation) {
        return IntStream.range(0, neighbours.count())
                .mapToObj(row -> new Match(row, neighbours.index(row, 0), neighbours.distance(row, 0), variation))
                .toList();
    }
}
