package io.augmenta.zoo.training;

import io.augmenta.zoo.recipe.Recipe;

/**
 * One training run, repeatable from this and the images alone.
 *
 * @param recipe what to train
 * @param epochs passes over the images, at least 1
 * @param seed all randomness of the run is drawn from it
 * @param checkpointEveryEpochs a checkpoint is made after each so many epochs and after the last, at least 1
 * @param warmStart id of the checkpoint whose tensors the run begins with; empty for none
 */
public record TrainingPlan(Recipe recipe, int epochs, long seed, int checkpointEveryEpochs, String warmStart) {

    /** @throws IllegalArgumentException when a count is below 1 */
    public TrainingPlan {
        requirePositive("epochs", epochs);
        requirePositive("checkpointEveryEpochs", checkpointEveryEpochs);
    }

    /** Begins with nothing. */
    public TrainingPlan(Recipe recipe, int epochs, long seed, int checkpointEveryEpochs) {
        this(recipe, epochs, seed, checkpointEveryEpochs, "");
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d; at least 1 is needed".formatted(name, value));
        }
    }

    /** Whether a checkpoint is due after an epoch that is not the last. */
    boolean checkpointsBetween(int epoch) {
        return epoch < epochs && epoch % checkpointEveryEpochs == 0;
    }
}
