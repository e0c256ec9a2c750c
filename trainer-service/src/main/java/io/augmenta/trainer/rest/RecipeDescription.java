package io.augmenta.trainer.rest;

import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.RecipeCard;
import io.augmenta.zoo.recipe.RecipeParameter;
import io.augmenta.zoo.training.ModelSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A family of models that can be trained.
 *
 * @param family its name in requests
 * @param summary what it is, in a sentence or two
 * @param sources the papers that it comes from
 * @param parameters its hyper-parameters
 * @param size how large it is with its defaults, for the images that were asked about
 */
public record RecipeDescription(
        String family, String summary, List<String> sources, List<Parameter> parameters, Size size) {

    /**
     * A hyper-parameter.
     *
     * @param name its name in requests
     * @param defaultValue what holds when it is left out; empty where it has to be given
     * @param allowed the values allowed, in words
     * @param meaning what it does
     */
    public record Parameter(String name, String defaultValue, String allowed, String meaning) {
        static Parameter of(RecipeParameter parameter) {
            return new Parameter(parameter.name(), parameter.defaultValue(), parameter.allowed(), parameter.meaning());
        }
    }

    /**
     * How large a model is.
     *
     * @param parameters learned numbers of all its networks
     * @param generatorParameters those of the network that makes images
     * @param checkpointBytes what a checkpoint takes in the store
     */
    public record Size(long parameters, long generatorParameters, long checkpointBytes) {
        static Size of(ModelSize size) {
            return new Size(size.parameters(), size.generatorParameters(), size.checkpointBytes());
        }
    }

    static RecipeDescription of(String family, int imageSize, int channels, int classes) {
        RecipeCard card = Recipe.card(family);
        return new RecipeDescription(
                family,
                card.summary(),
                card.sources(),
                card.parameters().stream().map(Parameter::of).toList(),
                Size.of(ModelSize.of(withDefaults(card), classes, channels, imageSize)));
    }

    /** What has to be given names a checkpoint, which does not change the size. */
    private static Recipe withDefaults(RecipeCard card) {
        Map<String, String> given = new HashMap<>();
        for (RecipeParameter parameter : card.parameters()) {
            if (parameter.defaultValue().isEmpty()) {
                given.put(parameter.name(), "any");
            }
        }
        return Recipe.parse(card.family(), given);
    }
}
