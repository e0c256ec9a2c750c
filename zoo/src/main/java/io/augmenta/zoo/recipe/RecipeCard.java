package io.augmenta.zoo.recipe;

import java.util.List;

/**
 * A family of models, described for people.
 *
 * @param family its name in requests
 * @param summary what it is, in a sentence or two
 * @param sources the papers that it comes from
 * @param parameters its hyper-parameters, in order
 */
public record RecipeCard(String family, String summary, List<String> sources, List<RecipeParameter> parameters) {

    /** Copies the lists. */
    public RecipeCard {
        sources = List.copyOf(sources);
        parameters = List.copyOf(parameters);
    }
}
