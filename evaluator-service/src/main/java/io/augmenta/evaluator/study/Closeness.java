package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.classifier.StoppableImages;
import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.extraction.Fingerprints;
import io.augmenta.extraction.MirroredImages;
import io.augmenta.scoring.comparison.ComparisonListener;
import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.ImageSample;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.comparison.PrivacyComparison.Sought;
import io.augmenta.scoring.comparison.PrivacyComparison.Training;
import io.augmenta.scoring.comparison.Space;
import io.augmenta.scoring.comparison.Traits;
import io.augmenta.scoring.diversity.ImageTooSmallException;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.privacy.CopyRate;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How close generated images are to real ones: as a set (fidelity, where close is good) and one by one (privacy, where too
 * close is a copy).
 *
 * @param extractor what made the features that are compared
 * @param featureWidth how many features an image has
 * @param fidelity of generated images to the real train images; empty where there are too few images
 * @param privacy of the real train images, of the images that the generator answered with; empty where there are too few
 * @param withheld copies that the generator withheld before
 * @param leftOut what was not computed and why, a sentence each
 */
public record Closeness(
        String extractor,
        int featureWidth,
        Optional<FidelityComparison> fidelity,
        Optional<PrivacyComparison> privacy,
        Withheld withheld,
        List<String> leftOut) {
    /** Looking at the images, fidelity and privacy: what a listener is told as thirds of the whole. */
    private static final int PARTS = 3;

    /** Copies the list. */
    public Closeness {
        leftOut = List.copyOf(leftOut);
    }

    /** Hears how a comparison gets on; what it throws ends the comparison. */
    @FunctionalInterface
    interface Listener {
        /**
         * A step begins.
         *
         * @param what what is done in it, for a person
         * @param fraction how much of the whole is done, from 0 to 1
         */
        void begins(String what, double fraction);
    }

    /**
     * Compares.
     *
     * @param extractor stays the caller's
     * @param seed of all drawing
     * @param stop ends the comparison with a {@link java.util.concurrent.CancellationException} once it asks to
     */
    static Closeness of(StudyImages images, FeatureExtractor extractor, long seed, StopSignal stop, Listener listener) {
        Looks looks = new Looks(images, extractor, stop, part(listener, 0));
        Seen train = looks.at(0, Split.TRAIN.name(), images.real(Split.TRAIN));
        Seen test = looks.at(1, Split.TEST.name(), images.real(Split.TEST));
        Seen generated = looks.at(2, "generated", images.generated());
        Workers workers = new Workers(Runtime.getRuntime().availableProcessors(), stop::stopRequested);
        List<String> leftOut = new ArrayList<>();
        Optional<FidelityComparison> fidelity = unlessImpossible(
                () -> FidelityComparison.of(
                        images.classes(), train.sample(), generated.sample(), seed, workers, part(listener, 1)),
                leftOut);
        fidelity.ifPresent(comparison -> leftOut.addAll(comparison.leftOut()));
        Optional<PrivacyComparison> privacy = unlessImpossible(
                () -> PrivacyComparison.of(
                        new Training(train.sample().images(), train.traits()),
                        test.sought(),
                        generated.sought(),
                        workers,
                        part(listener, 2)),
                leftOut);
        return new Closeness(extractor.name(), extractor.width(), fidelity, privacy, images.withheld(), leftOut);
    }

    /**
     * The copy rate of the generator: by fingerprints, by which it withholds copies itself, with those that it withheld; else
     * of the images that it answered with.
     *
     * @param nearness what was found in the space
     */
    public CopyRate copies(Space space, NearnessToTraining nearness) {
        return space == Space.FINGERPRINTS
                ? nearness.copies().withWithheld(nearness.generated().images(), withheld.images())
                : nearness.copies();
    }

    private static ComparisonListener part(Listener listener, int number) {
        return (what, done, steps) -> listener.begins(what, (number + (double) done / steps) / PARTS);
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

    /** What there is to see in a set of images and in their mirror images. */
    private record Seen(ImageSample sample, Traits traits, Traits mirrored) {
        Sought sought() {
            return new Sought(sample.images(), traits, mirrored);
        }
    }

    private record Looks(StudyImages study, FeatureExtractor extractor, StopSignal stop, ComparisonListener listener) {

        Seen at(int number, String name, List<StudyImage> images) {
            listener.begins("features of " + name.toLowerCase(Locale.ROOT) + " images", number, PARTS);
            ImageSource plain = new StoppableImages(new StudyImageSource(study, images), stop);
            Traits traits = traits(plain);
            return new Seen(
                    new ImageSample(
                            study.imageSet(images),
                            images.stream().map(StudyImage::label).toList(),
                            traits.features().orElseThrow()),
                    traits,
                    traits(new MirroredImages(plain)));
        }

        private Traits traits(ImageSource images) {
            return new Traits(Fingerprints.of(images), Optional.of(extractor.features(images)));
        }
    }
}
