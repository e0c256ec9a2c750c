package io.augmenta.evaluator.study;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All images of a study, each list ordered by image id, so that the same images give the same study in whatever order they
 * were read. Immutable.
 *
 * @param classes names of the classes; a label is an index into this list
 * @param channels channels of every image
 * @param height rows of every image
 * @param width columns of every image
 * @param real the real images of each split
 * @param generated the generated images, all for training
 * @param withheld copies that the generator withheld while it made them
 */
public record StudyImages(
        List<String> classes,
        int channels,
        int height,
        int width,
        Map<Split, List<StudyImage>> real,
        List<StudyImage> generated,
        Withheld withheld) {

    /**
     * Checks that there is something to train on and to test with.
     *
     * @throws UnusableImagesException when a list that the study needs is empty
     */
    public StudyImages {
        classes = List.copyOf(classes);
        real = real.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, split -> List.copyOf(split.getValue())));
        generated = List.copyOf(generated);
        for (Split needed : List.of(Split.TRAIN, Split.TEST)) {
            if (real.getOrDefault(needed, List.of()).isEmpty()) {
                throw new UnusableImagesException("The data set has no real image in split " + needed
                        + "; it needs at least one to train on and one to test with");
            }
        }
        if (generated.isEmpty()) {
            throw new UnusableImagesException("There is no generated image; ask for at least one of each class");
        }
    }

    static StudyImages of(
            DatasetVersion version, Map<Split, List<StudyImage>> real, List<StudyImage> generated, Withheld withheld) {
        return new StudyImages(
                version.classes(), version.channels(), version.height(), version.width(), real, generated, withheld);
    }

    /** The real images of a split, possibly none. */
    public List<StudyImage> real(Split split) {
        return real.getOrDefault(split, List.of());
    }

    /** The pixels of some images, in their order. */
    public ImageSet imageSet(List<StudyImage> images) {
        return new ImageSet(
                channels,
                height,
                width,
                images.stream().map(image -> image.pixels().toArray()).toList());
    }

    /** Ids of the test images that have a near duplicate in train: those flatter the test figures. */
    public Set<String> testImagesWithNearTwinInTrain() {
        Set<String> trained =
                real(Split.TRAIN).stream().map(StudyImage::leakGroup).collect(Collectors.toUnmodifiableSet());
        return real(Split.TEST).stream()
                .filter(image -> trained.contains(image.leakGroup()))
                .map(StudyImage::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
