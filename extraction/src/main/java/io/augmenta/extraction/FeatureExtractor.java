package io.augmenta.extraction;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.data.ImageSource;

/**
 * Turns images into features: the numbers that a trained network makes of an image before it decides. Distances between
 * images are taken between these.
 *
 * <p>The same image gives the same features, whatever images it comes with. Used by one thread at a time; whoever opens it
 * closes it.
 */
public interface FeatureExtractor extends AutoCloseable {

    /**
     * What stands beside every figure that was computed from these features: figures of different extractors cannot be
     * compared. Such as {@code mobilenetv2-imagenet.onnx 9f86d081} or {@code the baseline classifier of this evaluation}.
     */
    String name();

    /** How many numbers an image becomes. */
    int width();

    /**
     * Features of images; labels are not looked at.
     *
     * @return {@code [N, width]}, a row for each image, in the order of the source
     * @throws io.augmenta.scoring.features.ImpossibleFeaturesException when a feature is not finite
     */
    FeatureMatrix features(ImageSource images);

    @Override
    void close();
}
