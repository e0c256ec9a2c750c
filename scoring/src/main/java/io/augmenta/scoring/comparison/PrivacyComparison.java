package io.augmenta.scoring.comparison;

import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import io.augmenta.scoring.privacy.CopyRate;
import io.augmenta.scoring.privacy.FeatureSearch;
import io.augmenta.scoring.privacy.Match;
import io.augmenta.scoring.privacy.MembershipInference;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.PixelSearch;
import java.util.List;

/**
 * Whether generated images copy training images, against real images that were held out from training.
 *
 * @param pixels nearness by pixels, mirrored and shifted ones too
 * @param features nearness by features
 * @param membership whether training images can be told from held-out ones by the generated images, by pixels
 * @param trainingImages how many images were trained on
 */
public record PrivacyComparison(
        NearnessToTraining pixels, NearnessToTraining features, MembershipInference membership, int trainingImages) {

    /** How many of the closest pairs are kept. */
    public static final int PAIRS = 24;

    /**
     * Compares.
     *
     * @param training what the generator was trained on
     * @param heldOut real images without near twins among the training images
     * @param generated the generator's images
     * @throws TooFewSamplesException when one of the sets is empty
     */
    public static PrivacyComparison of(
            ImageSample training, ImageSample heldOut, ImageSample generated, Workers workers) {
        TooFewSamplesException.check("privacy", "training images", 1, training.count());
        ImageSet trained = training.images();
        PixelSearch search = search(trained);
        List<Match> generatedToTrained = search.nearest(generated.images(), trained, workers);
        List<Match> heldOutToTrained = search.nearest(heldOut.images(), trained, workers);
        return new PrivacyComparison(
                NearnessToTraining.of(generatedToTrained, heldOutToTrained, CopyRate.QUANTILE, PAIRS),
                NearnessToTraining.of(
                        FeatureSearch.nearest(generated.features(), training.features(), workers),
                        FeatureSearch.nearest(heldOut.features(), training.features(), workers),
                        CopyRate.QUANTILE,
                        PAIRS),
                MembershipInference.of(
                        search.nearest(trained, generated.images(), workers),
                        search.nearest(heldOut.images(), generated.images(), workers)),
                training.count());
    }

    /** The standard one, with smaller moves where images are too small for them. */
    private static PixelSearch search(ImageSet images) {
        int possible = (Math.min(images.height(), images.width()) - 1) / 2;
        return new PixelSearch(true, Math.min(PixelSearch.SHIFT, possible), PixelSearch.SIDE);
    }
}
