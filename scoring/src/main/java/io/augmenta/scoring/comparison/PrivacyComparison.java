package io.augmenta.scoring.comparison;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import io.augmenta.scoring.privacy.CopyRate;
import io.augmenta.scoring.privacy.FeatureSearch;
import io.augmenta.scoring.privacy.FingerprintSearch;
import io.augmenta.scoring.privacy.Match;
import io.augmenta.scoring.privacy.MembershipInference;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.PixelSearch;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether generated images copy training images, against real images that were held out from training.
 *
 * @param nearness nearness to training images in each space that there is, in the order of the spaces
 * @param membership whether training images can be told from held-out ones by the generated images, by pixels
 * @param trainingImages how many images were trained on
 */
public record PrivacyComparison(
        Map<Space, NearnessToTraining> nearness, MembershipInference membership, int trainingImages) {

    /** As many of the closest pairs as a person looks at. */
    public static final int PAIRS = 24;

    /**
     * What a generator was trained on.
     *
     * @param images the pixels
     * @param traits what else they are compared by
     */
    public record Training(ImageSet images, Traits traits) {
        /** @throws IllegalArgumentException when there are not as many traits as images */
        public Training {
            checkOneEach(images, traits);
        }
    }

    /**
     * Images that are looked for among the training images.
     *
     * @param images the pixels
     * @param traits what else they are compared by
     * @param mirrored the same of their mirror images, in their order
     */
    public record Sought(ImageSet images, Traits traits, Traits mirrored) {
        /** @throws IllegalArgumentException when there are not as many traits as images */
        public Sought {
            checkOneEach(images, traits);
            checkOneEach(images, mirrored);
        }
    }

    private static void checkOneEach(ImageSet images, Traits traits) {
        if (images.count() != traits.count()) {
            throw new IllegalArgumentException(
                    "Expected the traits of each of " + images.count() + " images, got those of " + traits.count());
        }
    }

    /** Copies the map. */
    public PrivacyComparison {
        nearness = Collections.unmodifiableMap(new EnumMap<>(nearness));
    }

    /** Nearness in a space; empty where the images were not compared in it. */
    public Optional<NearnessToTraining> in(Space space) {
        return Optional.ofNullable(nearness.get(space));
    }

    /**
     * Compares in all spaces that the images have; features count where all sets have them.
     *
     * @param training what the generator was trained on
     * @param heldOut real images without near twins among the training images
     * @param generated the generator's images
     * @param workers who searches, and may be stopped
     * @param listener hears of each search
     * @throws TooFewSamplesException when one of the sets is empty
     */
    public static PrivacyComparison of(
            Training training, Sought heldOut, Sought generated, Workers workers, ComparisonListener listener) {
        TooFewSamplesException.check(
                "privacy", "training images", 1, training.images().count());
        TooFewSamplesException.check(
                "privacy", "held-out images", 1, heldOut.images().count());
        TooFewSamplesException.check(
                "privacy", "generated images", 1, generated.images().count());
        Searches searches = new Searches(training, heldOut, generated, workers);
        Map<Space, NearnessToTraining> nearness = new EnumMap<>(Space.class);
        int done = 0;
        int steps = Space.values().length + 1;
        for (Space space : Space.values()) {
            listener.begins("nearest training images by " + space.label(), done++, steps);
            searches.in(space).ifPresent(found -> nearness.put(space, found));
        }
        listener.begins("membership inference", done, steps);
        return new PrivacyComparison(
                nearness, searches.membership(), training.images().count());
    }

    private record Searches(Training training, Sought heldOut, Sought generated, Workers workers) {

        Optional<NearnessToTraining> in(Space space) {
            return switch (space) {
                case PIXELS -> Optional.of(near(byPixels(generated), byPixels(heldOut)));
                case FINGERPRINTS -> Optional.of(near(byFingerprints(generated), byFingerprints(heldOut)));
                case FEATURES ->
                    training.traits().features().flatMap(features -> byFeatures(generated, features)
                            .flatMap(found -> byFeatures(heldOut, features).map(held -> near(found, held))));
            };
        }

        private static NearnessToTraining near(List<Match> ofGenerated, List<Match> ofHeldOut) {
            return NearnessToTraining.of(ofGenerated, ofHeldOut, CopyRate.QUANTILE);
        }

        private List<Match> byPixels(Sought sought) {
            return search().nearest(sought.images(), training.images(), workers);
        }

        private List<Match> byFingerprints(Sought sought) {
            return FingerprintSearch.nearest(
                    sought.traits().fingerprints(),
                    sought.mirrored().fingerprints(),
                    training.traits().fingerprints(),
                    workers);
        }

        private Optional<List<Match>> byFeatures(Sought sought, FeatureMatrix references) {
            return sought.traits().features().flatMap(plain -> sought.mirrored()
                    .features()
                    .map(mirrored -> FeatureSearch.nearest(plain, mirrored, references, workers)));
        }

        MembershipInference membership() {
            PixelSearch search = search();
            return MembershipInference.of(
                    search.nearest(training.images(), generated.images(), workers),
                    search.nearest(heldOut.images(), generated.images(), workers));
        }

        /** The standard one, with smaller moves where images are too small for them. */
        private PixelSearch search() {
            ImageSet images = training.images();
            int possible = (Math.min(images.height(), images.width()) - 1) / 2;
            return new PixelSearch(true, Math.min(PixelSearch.SHIFT, possible), PixelSearch.SIDE);
        }
    }
}
