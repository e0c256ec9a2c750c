package io.augmenta.evaluator.study;

import java.time.Duration;
import java.util.Map;

/**
 * How a classifier of the study was trained.
 *
 * @param description what it is, in a few words
 * @param settings all settings by name
 * @param images images it was trained on
 * @param device what it was trained on
 * @param epochs passes over them
 * @param took time the training took
 * @param dependsOnSeed whether another seed could have made another classifier of the same images
 */
public record TrainingFacts(
        String description,
        Map<String, String> settings,
        long images,
        String device,
        int epochs,
        Duration took,
        boolean dependsOnSeed) {
    /** Copies the map. */
    public TrainingFacts {
        settings = Map.copyOf(settings);
    }
}
