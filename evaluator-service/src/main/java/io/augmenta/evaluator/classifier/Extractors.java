package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.FeatureExtractor;

/** The networks whose features images can be compared by. Thread-safe. */
public interface Extractors {

    /**
     * Opens a network.
     *
     * @param model its file name
     * @return an extractor that the caller closes
     * @throws ImpossibleClassifierException when there is no such network, or it cannot be used; the message says which
     *     there are
     */
    FeatureExtractor open(String model);
}
