package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.zoo.classifier.FittedClassifier;
import io.augmenta.zoo.data.ImageSource;

/** A network all of which was trained here, with a record of its training. */
record TrainedNetwork(FittedClassifier classifier, TrainingRecord training) implements RecordedClassifier {
    @Override
    public float[][] probabilities(ImageSource images) {
        return classifier.probabilities(images);
    }

    @Override
    public FeatureExtractor extractor() {
        return new OwnFeatures(classifier.featureWidth(), classifier::features);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
