package io.augmenta.quickstart.study;

import io.augmenta.contracts.SplitRule;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a study does.
 *
 * @param images folder with a folder of images for each class; the data set is named after it
 * @param imageSizePixels edge length that images are brought to
 * @param splitRule how images are divided into training, validation and test
 * @param seed what the division, the training, the generation and the evaluation are drawn from
 * @param recipe family of the generative model
 * @param recipeParameters its hyper-parameters by name; what is not given has the family's default
 * @param epochs passes of the training over the training split
 * @param classifier family of the classifier that the evaluation trains
 * @param classifierParameters its settings by name; what is not given has the family's default
 */
public record StudyPlan(
        Path images,
        int imageSizePixels,
        SplitRule splitRule,
        long seed,
        String recipe,
        Map<String, String> recipeParameters,
        int epochs,
        String classifier,
        Map<String, String> classifierParameters) {

    /** Copies the maps. */
    public StudyPlan {
        recipeParameters = Map.copyOf(recipeParameters);
        classifierParameters = Map.copyOf(classifierParameters);
    }

    ImagesPlan imagesPlan() {
        return new ImagesPlan(images, imageSizePixels, splitRule, seed);
    }

    RunPlan runPlan() {
        return new RunPlan(recipe, recipeParameters, epochs, seed, RunPlan.checkpointEveryEpochs(epochs), null);
    }
}
