package io.augmenta.quickstart.platform;

import java.util.List;

/** Which services of this application take requests from the log. */
public enum ServiceSelection {
    /** All of them. */
    ALL,
    /** The trainer alone: the others are there, but no request reaches them. */
    TRAINER,
    /** Generator and evaluator: a training that was cut short in the same log is left for whoever goes on with it. */
    GENERATOR_AND_EVALUATOR;

    /** Channels that are not connected. */
    List<String> silentChannels() {
        return switch (this) {
            case ALL -> List.of();
            case TRAINER -> List.of("generation-requests", "evaluation-requests");
            case GENERATOR_AND_EVALUATOR -> List.of("training-requests");
        };
    }
}
