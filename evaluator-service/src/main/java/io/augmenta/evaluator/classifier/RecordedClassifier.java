package io.augmenta.evaluator.classifier;

import java.time.Duration;
import java.util.Map;

/** A trained classifier with a record of its training. */
interface RecordedClassifier extends TrainedClassifier {

    /** What there is to say of the training. */
    TrainingRecord training();

    @Override
    default int epochs() {
        return training().epochs();
    }

    @Override
    default Duration took() {
        return training().took();
    }

    @Override
    default String device() {
        return training().device();
    }

    @Override
    default Map<String, String> settings() {
        return training().settings();
    }

    @Override
    default boolean dependsOnSeed() {
        return true;
    }

    @Override
    default String description() {
        return training().description();
    }
}
