package io.augmenta.evaluator.study;

import io.augmenta.evaluator.classifier.ClassifierTraining;
import io.augmenta.evaluator.classifier.Extractors;

/**
 * What a study works with.
 *
 * @param training trains the classifiers
 * @param extractors networks that images are compared by, where it is not the baseline classifier
 */
public record Instruments(ClassifierTraining training, Extractors extractors) {

    /**
     * Checks that they can do what a plan asks for, before anything is done for it.
     *
     * @throws io.augmenta.evaluator.classifier.ImpossibleClassifierException when they cannot; the message says what they can
     */
    public void check(StudyPlan plan) {
        training.check(plan.order());
        if (!plan.extractor().isEmpty()) {
            extractors.open(plan.extractor()).close();
        }
    }
}
