package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.ImageSample;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.diversity.ImageTooSmallException;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How close generated images are to real ones: as a set (fidelity, where close is good) and one by one (privacy, where too
 * close is a copy).
 *
 * @param extractor what made the features that are compared
 * @param featureWidth how many features an image has
 * @param fidelity of generated images to the real train images; empty where there are too few images
 * @param privacy of the real train images; empty where there are too few images
 * @param leftOut what was not computed and why, a sentence each
 */
public record Closeness(
        String extractor,
        int featureWidth,
        Optional<FidelityComparison> fidelity,
        Optional<PrivacyComparison> privacy,
        List<String> leftOut) {

    /** Copies the list. */
    public Closeness {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Compares.
     *
     * @param extractor stays the caller's
     * @param seed of all drawing
     */
    static Closeness of(StudyImages images, FeatureExtractor extractor, long seed, Workers workers) {
        ImageSample train = sample(images, images.real(Split.TRAIN), extractor);
        ImageSample test = sample(images, images.real(Split.TEST), extractor);
        ImageSample generated = sample(images, images.generated(), extractor);
        List<String> leftOut = new ArrayList<>();
        Optional<FidelityComparison> fidelity = unlessImpossible(
                () -> FidelityComparison.of(images.classes(), train, generated, seed, workers), leftOut);
        fidelity.ifPresent(comparison -> leftOut.addAll(comparison.leftOut()));
        Optional<PrivacyComparison> privacy =
                unlessImpossible(() -> PrivacyComparison.of(train, test, generated, workers), leftOut);
        return new Closeness(extractor.name(), extractor.width(), fidelity, privacy, leftOut);
    }

    /** Few or small images are no reason to give up the rest of a study, as long as the report says what is missing. */
    private static <C> Optional<C> unlessImpossible(Supplier<C> comparison, List<String> leftOut) {
        try {
            return Optional.of(comparison.get());
        } catch (TooFewSamplesException | ImageTooSmallException impossible) {
            leftOut.add(String.valueOf(impossible.getMessage()));
            return Optional.empty();
        }
    }

    private static ImageSample sample(StudyImages study, List<StudyImage> images, FeatureExtractor extractor) {
        List<byte[]> pixels =
                images.stream().map(image -> image.pixels().toArray()).toList();
        return new ImageSample(
                new ImageSet(study.channels(), study.height(), study.width(), pixels),
                images.stream().map(StudyImage::label).toList(),
                extractor.features(new StudyImageSource(study, images)));
    }
}
