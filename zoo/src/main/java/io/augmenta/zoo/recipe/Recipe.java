package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/** The hyper-parameters of one model family. Implementations are immutable records that are valid once made. */
public sealed interface Recipe permits AdversarialRecipe, VariationalRecipe {

    /** The family's name, as it is written in requests: {@code wgan-gp}. */
    String family();

    /** All hyper-parameters by name, in a fixed order; {@link #parse} makes an equal recipe of them. */
    Map<String, String> parameters();

    /** Length of the generator's latent vector. */
    int latentSize();

    /** How it learns. */
    Optimisation optimisation();

    /** Whether images are made of a class that one asks for; otherwise labels play no part. */
    boolean conditional();

    /** Images per step. */
    default int batchSize() {
        return optimisation().batchSize();
    }

    /** The families that can be trained. */
    static List<String> families() {
        return Family.names();
    }

    /**
     * A family, described.
     *
     * @throws InvalidRecipeException when there is no such family
     */
    static RecipeCard card(String family) {
        return Family.named(family).card();
    }

    /**
     * The hyper-parameters of a family, described.
     *
     * @throws InvalidRecipeException when there is no such family
     */
    static List<RecipeParameter> describe(String family) {
        return card(family).parameters();
    }

    /**
     * Reads a recipe from text; what is left out takes its default.
     *
     * @throws InvalidRecipeException naming the family or the parameter at fault, its value and what is allowed
     */
    static Recipe parse(String family, Map<String, String> parameters) {
        return Family.named(family).parse(parameters);
    }
}
