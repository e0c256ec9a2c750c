package io.augmenta.quickstart.comparison;

import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.extraction.Fingerprints;
import io.augmenta.extraction.MirroredImages;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.scoring.comparison.ComparisonListener;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.comparison.Space;
import io.augmenta.scoring.comparison.Traits;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import io.augmenta.scoring.privacy.FeatureSearch;
import io.augmenta.scoring.privacy.FingerprintSearch;
import io.augmenta.scoring.privacy.Match;
import io.augmenta.scoring.privacy.MembershipInference;
import io.augmenta.zoo.data.ImageSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether generated images copy training images, in all spaces that there are.
 *
 * @param extractor stays the caller's; empty where images are not compared by features
 * @param workers who searches
 * @param listener hears of each search
 */
record PrivacyScoring(Optional<FeatureExtractor> extractor, Workers workers, ComparisonListener listener) {

    /**
     * A set of images.
     *
     * @param pixels at least one image
     * @param features a row for each image; empty without an extractor
     */
    record Images(ImageSet pixels, Optional<FeatureMatrix> features) {

        ImageSource source() {
            return new ImageSetSource(pixels, index -> {});
        }

        Images chosen(int[] indices) {
            return new Images(pixels.chosen(indices), features.map(all -> all.rows(indices)));
        }

        Traits traits() {
            return new Traits(Fingerprints.of(source()), features);
        }
    }

    /**
     * Compares. Real images that show the same picture as a training image are left out: they were not held out from
     * training, and would make a copy look as usual as they are.
     *
     * @return empty where no real image is left
     */
    Optional<FolderScores.Privacy> score(Images training, Images real, Images generated) {
        Traits ofTraining = training.traits();
        int[] others = withoutTwins(real, ofTraining);
        if (others.length == 0) {
            return Optional.empty();
        }
        PrivacyComparison.Sought soughtHeldOut = sought(real.chosen(others));
        PrivacyComparison.Sought soughtGenerated = sought(generated);
        PrivacyComparison comparison = PrivacyComparison.of(
                new PrivacyComparison.Training(training.pixels(), ofTraining),
                soughtHeldOut,
                soughtGenerated,
                workers,
                listener);
        Map<Space, MembershipInference> membership = new EnumMap<>(Space.class);
        membership.put(Space.PIXELS, comparison.membership());
        membership.put(Space.FINGERPRINTS, byFingerprints(ofTraining, soughtHeldOut.traits(), soughtGenerated));
        byFeatures(ofTraining, soughtHeldOut.traits(), soughtGenerated)
                .ifPresent(attack -> membership.put(Space.FEATURES, attack));
        return Optional.of(
                new FolderScores.Privacy(comparison, membership, real.pixels().count() - others.length));
    }

    private int[] withoutTwins(Images real, Traits training) {
        return FingerprintSearch.nearest(Fingerprints.of(real.source()), training.fingerprints(), workers).stream()
                .filter(match -> match.distance() > Fingerprint.SAME_PICTURE_DISTANCE)
                .mapToInt(Match::query)
                .toArray();
    }

    private PrivacyComparison.Sought sought(Images images) {
        MirroredImages mirrored = new MirroredImages(images.source());
        return new PrivacyComparison.Sought(
                images.pixels(),
                images.traits(),
                new Traits(Fingerprints.of(mirrored), extractor.map(network -> network.features(mirrored))));
    }

    /** An attacker mirrors what he has, the generated images. */
    private MembershipInference byFingerprints(Traits training, Traits heldOut, PrivacyComparison.Sought generated) {
        List<long[]> both = new ArrayList<>(generated.traits().fingerprints());
        both.addAll(generated.mirrored().fingerprints());
        return MembershipInference.of(
                FingerprintSearch.nearest(training.fingerprints(), both, workers),
                FingerprintSearch.nearest(heldOut.fingerprints(), both, workers));
    }

    private Optional<MembershipInference> byFeatures(
            Traits training, Traits heldOut, PrivacyComparison.Sought generated) {
        Optional<FeatureMatrix> plain = generated.traits().features();
        Optional<FeatureMatrix> mirrored = generated.mirrored().features();
        if (plain.isEmpty() || mirrored.isEmpty()) {
            return Optional.empty();
        }
        FeatureMatrix both = stacked(plain.get(), mirrored.get());
        return training.features().flatMap(members -> heldOut.features()
                .map(others -> MembershipInference.of(
                        FeatureSearch.nearest(members, both, workers), FeatureSearch.nearest(others, both, workers))));
    }

    private static FeatureMatrix stacked(FeatureMatrix first, FeatureMatrix second) {
        int width = first.width();
        float[] values = new float[Math.multiplyExact(first.count() + second.count(), width)];
        double[] row = new double[width];
        for (int i = 0; i < first.count() + second.count(); i++) {
            FeatureMatrix from = i < first.count() ? first : second;
            int at = i < first.count() ? i : i - first.count();
            from.copy(at, at + 1, row);
            for (int column = 0; column < width; column++) {
                values[i * width + column] = (float) row[column];
            }
        }
        return FeatureMatrix.owning(first.count() + second.count(), width, values);
    }
}
