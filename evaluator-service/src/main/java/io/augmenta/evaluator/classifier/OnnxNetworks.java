package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.FeatureCache;
import io.augmenta.extraction.OnnxExtractor;
import io.augmenta.extraction.UnusableModelException;

/**
 * The ONNX networks of the evaluator's models folder. The features of an image are computed once by each of them, as long
 * as the cache keeps them.
 *
 * @param models where the networks are
 * @param cache where features are kept
 * @param threads threads of a run of a network; 0 for as many as there are cores
 */
public record OnnxNetworks(ModelFolder models, FeatureCache cache, int threads) implements Extractors {
    static final String EXTENSION = ".onnx";

    @Override
    public OnnxExtractor open(String model) {
        try {
            return OnnxExtractor.open(models.require(model, EXTENSION), threads, cache);
        } catch (UnusableModelException e) {
            throw new ImpossibleClassifierException(String.valueOf(e.getMessage()), e);
        }
    }
}
