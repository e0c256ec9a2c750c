package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.classifier.CompactClassifier;
import io.augmenta.zoo.data.ImageSource;
import java.util.List;

/** The features of a compact classifier, which stays the caller's. */
record CompactFeatures(CompactClassifier classifier) implements FeatureExtractor {

    @Override
    public String name() {
        return "the baseline classifier of this evaluation";
    }

    @Override
    public int width() {
        return classifier.featureWidth();
    }

    @Override
    public FeatureMatrix features(ImageSource images) {
        return FeatureMatrix.of(List.of(classifier.features(images)));
    }

    @Override
    public void close() {}
}
