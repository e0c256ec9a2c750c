package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * The deep autoencoder without labels, to learn from images of other classes before a {@link Transfer}.
 *
 * @param blocks residual convolution blocks of the encoder, and of the decoder
 * @param settings what every variational autoencoder has
 */
public record DeepVae(int blocks, VariationalSettings settings) implements DeepRecipe {

    static final String FAMILY = "deep-vae";

    private static final ParameterTable<DeepVae> TABLE = new ParameterTable<DeepVae>(FAMILY)
            .with(SharedParameters.BLOCKS, DeepVae::blocks)
            .withVariational(DeepVae::settings);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "The deep autoencoder without labels, for pre-training",
            List.of(Papers.AUTO_ENCODING, Papers.VGG, Papers.RESIDUAL_LEARNING),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public DeepVae(int blocks, VariationalSettings settings) {
        this.blocks = blocks;
        this.settings = settings;
        TABLE.requireAllowed(this);
    }

    /** What holds where nothing is given. */
    public static DeepVae defaults() {
        return parse(Map.of());
    }

    static DeepVae parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new DeepVae(SharedParameters.BLOCKS.read(given), VariationalSettings.read(given));
    }

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public Map<String, String> parameters() {
        return TABLE.write(this);
    }

    @Override
    public boolean conditional() {
        return false;
    }
}
