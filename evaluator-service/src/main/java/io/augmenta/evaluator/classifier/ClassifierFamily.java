package io.augmenta.evaluator.classifier;

import io.augmenta.zoo.classifier.ClassifierListener;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.training.StopSignal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One kind of classifier. Thread-safe. */
interface ClassifierFamily {

    /**
     * Checks an order for this family.
     *
     * @param model what the order names after the family's colon; empty for families that take none
     * @throws ImpossibleClassifierException saying what there is
     */
    void check(ClassifierOrder order, String model);

    /**
     * Trains a classifier, as {@link ClassifierTraining#fit}.
     *
     * @param torch waits for the engine
     */
    TrainedClassifier fit(Job job, Supplier<TorchRuntime> torch);

    /**
     * What a classifier is trained from.
     *
     * @param model as for {@link #check}
     */
    record Job(
            ClassifierOrder order,
            String model,
            ImageSource train,
            @Nullable ImageSource validation,
            ClassifierListener listener,
            StopSignal stop) {}
}
