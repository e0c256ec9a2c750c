package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * Conditional variational autoencoder of residual convolution blocks in VGG's arrangement, with a mirrored decoder. With
 * noise on its input it learns to remove it (Im et al. 2017, "Denoising Criterion for Variational Auto-Encoding Framework").
 *
 * @param blocks residual convolution blocks of the encoder, and of the decoder
 * @param settings what every variational autoencoder has
 */
public record DeepCvae(int blocks, VariationalSettings settings) implements DeepRecipe {

    private static final String FAMILY = "deep-cvae";

    private static final ParameterTable<DeepCvae> TABLE = new ParameterTable<DeepCvae>(FAMILY)
            .with(SharedParameters.BLOCKS, DeepCvae::blocks)
            .withVariational(DeepCvae::settings);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "Deep conditional variational autoencoder of residual blocks in the arrangement of VGG",
            List.of(
                    Papers.AUTO_ENCODING,
                    Papers.VGG,
                    Papers.RESIDUAL_LEARNING,
                    "Im et al. 2017, Denoising Criterion for Variational Auto-Encoding Framework, arXiv:1511.06406"),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public DeepCvae(int blocks, VariationalSettings settings) {
        this.blocks = blocks;
        this.settings = settings;
        TABLE.requireAllowed(this);
    }

    /** What holds where nothing is given. */
    public static DeepCvae defaults() {
        return parse(Map.of());
    }

    static DeepCvae parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new DeepCvae(SharedParameters.BLOCKS.read(given), VariationalSettings.read(given));
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
        return true;
    }
}
