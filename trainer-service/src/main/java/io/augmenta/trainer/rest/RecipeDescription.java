package io.augmenta.trainer.rest;

import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.RecipeParameter;
import java.util.List;

/**
 * A family of models that can be trained.
 *
 * @param family its name in requests
 * @param parameters its hyper-parameters
 */
public record RecipeDescription(String family, List<Parameter> parameters) {

    /**
     * A hyper-parameter.
     *
     * @param name its name in requests
     * @param defaultValue what holds when it is left out
     * @param allowed the values allowed, in words
     * @param meaning what it does
     */
    public record Parameter(String name, String defaultValue, String allowed, String meaning) {
        static Parameter of(RecipeParameter parameter) {
            return new Parameter(parameter.name(), parameter.defaultValue(), parameter.allowed(), parameter.meaning());
        }
    }

    static RecipeDescription of(String family) {
        return new RecipeDescription(
                family, Recipe.describe(family).stream().map(Parameter::of).toList());
    }
}
