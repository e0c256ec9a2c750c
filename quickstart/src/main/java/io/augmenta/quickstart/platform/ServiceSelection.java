package io.augmenta.quickstart.platform;

import java.util.ArrayList;
import java.util.List;

/** Which services of this application take requests from the log, or act by themselves. */
public enum ServiceSelection {
    /** All of them, and data sets with a policy are kept augmented. */
    CONTINUOUS,
    /** All that take requests: what a command asks for is done, and nothing else. */
    ALL,
    /** The trainer alone: the others are there, but no request reaches them. */
    TRAINER,
    /** Generator and evaluator: a training that was cut short in the same log is left for whoever goes on with it. */
    GENERATOR_AND_EVALUATOR,
    /** None: only what is asked over REST is done. */
    NONE;

    private static final List<String> AUGMENTATION =
            List.of("augmentation-trainings", "augmentation-generations", "augmentation-evaluations");

    /** Channels that are not connected. */
    List<String> silentChannels() {
        List<String> silent = new ArrayList<>(keepsAugmented() ? List.of() : AUGMENTATION);
        silent.addAll(
                switch (this) {
                    case CONTINUOUS, ALL -> List.of();
                    case TRAINER -> List.of("generation-requests", "evaluation-requests");
                    case GENERATOR_AND_EVALUATOR -> List.of("training-requests");
                    case NONE -> List.of("training-requests", "generation-requests", "evaluation-requests");
                });
        return List.copyOf(silent);
    }

    /** Whether data sets with a policy are kept augmented from here. */
    boolean keepsAugmented() {
        return this == CONTINUOUS;
    }
}
