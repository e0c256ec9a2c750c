package io.augmenta.scoring.privacy;

import io.augmenta.scoring.features.TooFewSamplesException;
import java.util.Comparator;
import java.util.List;

/**
 * How near generated images come to training images, against how near held-out real images come to them, in one space
 * (pixels, fingerprints or features). Immutable.
 *
 * @param generated how the generated images' distances are spread
 * @param heldOut how those of the held-out images are
 * @param closerThanAnyHeldOut share of generated images that lie nearer than every held-out one, in {@code [0, 1]}; by
 *     chance {@code 1 / (held-out images + 1)}
 * @param copies the copy rate and its rule
 * @param fromHeldOut how well distance tells generated (first) from held-out images (second): an area of 0.5 where they
 *     are alike, towards 1 where the generator repeats what it has seen
 * @param ofGenerated the nearest training image (reference) of each generated one (query)
 * @param ofHeldOut the nearest training image of each held-out one
 */
public record NearnessToTraining(
        DistanceSpread generated,
        DistanceSpread heldOut,
        double closerThanAnyHeldOut,
        CopyRate copies,
        Separation fromHeldOut,
        List<Match> ofGenerated,
        List<Match> ofHeldOut) {
    private static final Comparator<Match> NEAREST_FIRST =
            Comparator.comparingDouble(Match::distance).thenComparingInt(Match::query);

    /** Copies the lists. */
    public NearnessToTraining {
        ofGenerated = List.copyOf(ofGenerated);
        ofHeldOut = List.copyOf(ofHeldOut);
    }

    /**
     * Compares distances that were found by one search against one training set.
     *
     * @param generated the nearest training image of each generated one
     * @param heldOut the nearest training image of each held-out one
     * @param quantile which share of held-out images the threshold for copies is chosen by, {@link CopyRate#QUANTILE} where
     *     nothing speaks for another
     * @throws TooFewSamplesException when there are no generated or no held-out images
     */
    public static NearnessToTraining of(List<Match> generated, List<Match> heldOut, double quantile) {
        TooFewSamplesException.check("nearness to training images", "generated images", 1, generated.size());
        TooFewSamplesException.check("nearness to training images", "held-out images", 1, heldOut.size());
        DistanceSpread ofHeldOut = DistanceSpread.of(heldOut);
        long closer = generated.stream()
                .filter(match -> match.distance() < ofHeldOut.minimum())
                .count();
        return new NearnessToTraining(
                DistanceSpread.of(generated),
                ofHeldOut,
                (double) closer / generated.size(),
                CopyRate.of(generated, heldOut, quantile),
                Separation.of(generated, heldOut),
                generated,
                heldOut);
    }

    /**
     * The nearest pairs of generated (query) and training image (reference), the nearest first.
     *
     * @param pairs how many are wanted, 0 or more
     */
    public List<Match> closest(int pairs) {
        return ofGenerated.stream().sorted(NEAREST_FIRST).limit(pairs).toList();
    }
}
