package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * The deep autoencoder without labels, to learn from images of other classes before a {@link Transfer}.
 *
 * @param blocks residual convolution blocks of the encoder, and of the decoder
 * @param latentSize length of the latent vector
 * @param width channels of the first convolution; each halving of the resolution doubles them, up to eight times
 * @param klWeight weight of the Kullback-Leibler divergence in the loss
 * @param inputNoise standard deviation of the noise added to images, which lie in [-1, 1], before they are encoded
 * @param optimisation how it learns
 */
public record DeepVae(
        int blocks, int latentSize, int width, double klWeight, double inputNoise, Optimisation optimisation)
        implements DeepRecipe {

    private static final String FAMILY = "deep-vae";
    private static final Optimisation DEFAULTS = new Optimisation(64, 1e-3, 0.9, 0.999, 0, 0);

    private static final ParameterTable<DeepVae> TABLE = new ParameterTable<DeepVae>(FAMILY)
            .with(SharedParameters.BLOCKS, DeepVae::blocks)
            .with(SharedParameters.LATENT.by(256), DeepVae::latentSize)
            .with(SharedParameters.FIRST_WIDTH, DeepVae::width)
            .with(SharedParameters.KL_WEIGHT, DeepVae::klWeight)
            .with(SharedParameters.INPUT_NOISE, DeepVae::inputNoise)
            .withOptimisation(DEFAULTS, DeepVae::optimisation);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "The deep autoencoder without labels, for pre-training",
            List.of(
                    "Kingma and Welling 2014, Auto-Encoding Variational Bayes, arXiv:1312.6114",
                    "Simonyan and Zisserman 2015, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv:1409.1556",
                    "He et al. 2016, Deep Residual Learning for Image Recognition, arXiv:1512.03385"),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public DeepVae(
            int blocks, int latentSize, int width, double klWeight, double inputNoise, Optimisation optimisation) {
        this.blocks = blocks;
        this.latentSize = latentSize;
        this.width = width;
        this.klWeight = klWeight;
        this.inputNoise = inputNoise;
        this.optimisation = optimisation;
        TABLE.requireAllowed(this);
    }

    /** What holds where nothing is given. */
    public static DeepVae defaults() {
        return parse(Map.of());
    }

    static DeepVae parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new DeepVae(
                SharedParameters.BLOCKS.read(given),
                SharedParameters.LATENT.by(256).read(given),
                SharedParameters.FIRST_WIDTH.read(given),
                SharedParameters.KL_WEIGHT.read(given),
                SharedParameters.INPUT_NOISE.read(given),
                Optimisation.read(given, DEFAULTS));
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
