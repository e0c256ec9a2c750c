package io.augmenta.zoo.classifier;

import io.augmenta.zoo.data.ImageSource;
import java.util.List;

/**
 * A network that has learned to classify images. Used by one thread at a time. Whoever fits it closes it.
 *
 * <p>Memory besides its answers does not depend on how many images it is asked about, and what it says of an image does not
 * depend on the others.
 */
public sealed interface FittedClassifier extends AutoCloseable permits CompactClassifier, FineTunedClassifier {

    /** Names of the classes, in the order of the probabilities. */
    List<String> classes();

    /** How many numbers were trained. */
    long trainedNumbers();

    /** How many features {@link #features} gives for each image. */
    int featureWidth();

    /**
     * How probable each class is for each image; labels are not looked at.
     *
     * @param source images as the classifier takes them
     * @return {@code [N, K]}; every row sums to 1 but for rounding
     * @throws UnlearnableImagesException when it does not take images of this size or number of channels
     */
    float[][] probabilities(ImageSource source);

    /**
     * What the layers before the last make of each image, as they are after training.
     *
     * @param source images as the classifier takes them
     * @return {@code [N, featureWidth]}
     * @throws UnlearnableImagesException when it does not take images of this size or number of channels
     */
    float[][] features(ImageSource source);

    @Override
    void close();
}
