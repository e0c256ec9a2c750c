package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/** The hyper-parameters of one model family. Implementations are immutable records that are valid once made. */
public sealed interface Recipe permits WganGp {

    /** The family's name, as it is written in requests: {@code wgan-gp}. */
    String family();

    /** All hyper-parameters by name, in a fixed order; {@link #parse} makes an equal recipe of them. */
    Map<String, String> parameters();

    /** Length of the generator's latent vector. */
    int latentSize();

    /** Images per step. */
    int batchSize();

    /** The families that can be trained. */
    static List<String> families() {
        return List.of(WganGp.FAMILY);
    }

    /**
     * The hyper-parameters of a family, described.
     *
     * @throws InvalidRecipeException when there is no such family
     */
    static List<RecipeParameter> describe(String family) {
        requireKnown(family);
        return WganGp.describeParameters();
    }

    /**
     * Reads a recipe from text; what is left out takes its default.
     *
     * @throws InvalidRecipeException naming the family or the parameter at fault, its value and what is allowed
     */
    static Recipe parse(String family, Map<String, String> parameters) {
        requireKnown(family);
        return WganGp.parse(parameters);
    }

    private static void requireKnown(String family) {
        if (!families().contains(family)) {
            throw InvalidRecipeException.of("recipe", "\"" + family + "\"", String.join(", ", families()));
        }
    }
}
