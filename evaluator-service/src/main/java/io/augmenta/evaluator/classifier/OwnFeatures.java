package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.data.ImageSource;
import java.util.List;
import java.util.function.Function;

/** The features of a classifier that an evaluation trained, which stays the caller's. */
record OwnFeatures(int width, Function<ImageSource, float[][]> network) implements FeatureExtractor {

    @Override
    public String name() {
        return "the baseline classifier of this evaluation";
    }

    @Override
    public FeatureMatrix features(ImageSource images) {
        return FeatureMatrix.of(List.of(network.apply(images)));
    }

    @Override
    public void close() {}
}
