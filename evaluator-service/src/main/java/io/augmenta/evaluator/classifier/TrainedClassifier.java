package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.zoo.data.ImageSource;
import java.time.Duration;
import java.util.Map;

/** A classifier that has learned. For one thread; whoever trained it closes it. */
public interface TrainedClassifier extends AutoCloseable {

    /**
     * How probable each class is for each image.
     *
     * @return {@code [N, K]}; each row sums to 1 but for rounding
     */
    float[][] probabilities(ImageSource images);

    /**
     * What it makes of images before it decides; the extractor lives as long as the classifier, and closing it does
     * nothing.
     */
    FeatureExtractor extractor();

    /** Epochs it was trained for. */
    int epochs();

    /** Time that the training took. */
    Duration took();

    /** What it was trained on, such as {@code CPU, 2 threads}. */
    String device();

    /** All settings by name, the defaults included. */
    Map<String, String> settings();

    /** Whether another seed could have made another classifier of the same images. */
    boolean dependsOnSeed();

    /** What it is, in a few words for a report. */
    String description();

    @Override
    void close();
}
