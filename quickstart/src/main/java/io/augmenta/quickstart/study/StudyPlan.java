package io.augmenta.quickstart.study;

import java.util.Map;

/**
 * What a study does.
 *
 * @param images what makes the data set; training, generation and evaluation are drawn from the same seed as its division
 * @param recipe family of the generative model
 * @param recipeParameters its hyper-parameters by name; what is not given has the family's default
 * @param epochs passes of the training over the training split
 * @param evaluation how the synthetic images are scored
 */
public record StudyPlan(
        ImagesPlan images, String recipe, Map<String, String> recipeParameters, int epochs, EvaluationPlan evaluation) {

    /** Copies the map. */
    public StudyPlan {
        recipeParameters = Map.copyOf(recipeParameters);
    }

    long seed() {
        return images.seed();
    }

    RunPlan runPlan() {
        return new RunPlan(recipe, recipeParameters, epochs, seed(), RunPlan.checkpointEveryEpochs(epochs), null);
    }
}
