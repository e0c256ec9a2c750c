package io.augmenta.evaluator.classifier;

import io.augmenta.zoo.classifier.ClassifierListener;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.StopSignal;
import org.jspecify.annotations.Nullable;

/** Trains classifiers. One training at a time. */
public interface ClassifierTraining {

    /**
     * Checks an order before anything is done for it.
     *
     * @throws ImpossibleClassifierException when there is no such family, parameter or value; the message says what there is
     */
    void check(ClassifierOrder order);

    /**
     * Trains a classifier from scratch.
     *
     * @param order which classifier, and how
     * @param train what it learns from
     * @param validation what its learning is watched on, or null for nothing; no choice depends on it
     * @param listener called after each epoch on the calling thread; what it throws ends the training and is passed on
     * @param stop ends the training with an exception once it asks to
     * @return a classifier that the caller closes
     * @throws ImpossibleClassifierException when the order cannot be carried out
     */
    TrainedClassifier fit(
            ClassifierOrder order,
            ImageSource train,
            @Nullable ImageSource validation,
            ClassifierListener listener,
            StopSignal stop);
}
