package io.augmenta.quickstart.comparison;

import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.IntensityComparison;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.comparison.Space;
import io.augmenta.scoring.diversity.PairwiseSimilarity;
import io.augmenta.scoring.privacy.MembershipInference;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures of folders of images.
 *
 * @param folders what was compared
 * @param method how
 * @param intensities of real (first) and generated images (second)
 * @param similarity how alike the images of a class are to one another, by class; of folders without classes, of all images
 * @param fidelity distances in feature space; empty without an extractor, or with too few images
 * @param privacy nearness to training images; empty without these
 * @param leftOut what was not computed and why, a sentence each
 */
public record FolderScores(
        Folders folders,
        Method method,
        IntensityComparison intensities,
        Map<String, Similarity> similarity,
        Optional<FidelityComparison> fidelity,
        Optional<Privacy> privacy,
        List<String> leftOut) {

    /** What stands for all images where there are no classes. */
    public static final String ALL = "all";

    /**
     * What is compared.
     *
     * @param real real images; where there are training images, such as were held out from training
     * @param generated images of a generator
     * @param training what the generator was trained on
     */
    public record Folders(FolderImages real, FolderImages generated, Optional<FolderImages> training) {}

    /**
     * How figures are computed.
     *
     * @param imageSizePixels edge length that images are brought to: grey, padded to a square, shrunk by area averaging
     * @param seed of all drawing
     * @param extractor what made the features; empty where there are none
     */
    public record Method(int imageSizePixels, long seed, Optional<Extractor> extractor) {}

    /**
     * What made the features.
     *
     * @param name the network
     * @param features how many numbers an image becomes
     * @param resize how images of the common size come to that of the network
     */
    public record Extractor(String name, int features, String resize) {}

    /**
     * How alike images are to one another.
     *
     * @param generated the generated ones
     * @param floor the real ones
     */
    public record Similarity(PairwiseSimilarity generated, PairwiseSimilarity floor) {}

    /**
     * Nearness to training images.
     *
     * @param nearness in each space
     * @param membership whether training images can be told from the real ones by the generated ones, in each space
     * @param twins how many real images were left out, since a training image shows the same picture
     */
    public record Privacy(PrivacyComparison nearness, Map<Space, MembershipInference> membership, int twins) {

        /** Copies the map. */
        public Privacy {
            membership = Collections.unmodifiableMap(new EnumMap<>(membership));
        }
    }

    /** Copies the collections. */
    public FolderScores {
        similarity = Collections.unmodifiableMap(new LinkedHashMap<>(similarity));
        leftOut = List.copyOf(leftOut);
    }
}
