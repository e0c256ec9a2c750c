package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * Conditional variational autoencoder of residual convolution blocks in VGG's arrangement, with a mirrored decoder. With
 * noise on its input it learns to remove it (Im et al. 2017, "Denoising Criterion for Variational Auto-Encoding Framework").
 *
 * @param blocks residual convolution blocks of the encoder, and of the decoder
 * @param latentSize length of the latent vector
 * @param width channels of the first convolution; each halving of the resolution doubles them, up to eight times
 * @param klWeight weight of the Kullback-Leibler divergence in the loss
 * @param inputNoise standard deviation of the noise added to images, which lie in [-1, 1], before they are encoded
 * @param optimisation how it learns
 */
public record DeepCvae(
        int blocks, int latentSize, int width, double klWeight, double inputNoise, Optimisation optimisation)
        implements DeepRecipe {

    private static final String FAMILY = "deep-cvae";
    private static final Optimisation DEFAULTS = new Optimisation(64, 1e-3, 0.9, 0.999, 0, 0);

    private static final ParameterTable<DeepCvae> TABLE = new ParameterTable<DeepCvae>(FAMILY)
            .with(SharedParameters.BLOCKS, DeepCvae::blocks)
            .with(SharedParameters.LATENT.by(256), DeepCvae::latentSize)
            .with(SharedParameters.FIRST_WIDTH, DeepCvae::width)
            .with(SharedParameters.KL_WEIGHT, DeepCvae::klWeight)
            .with(SharedParameters.INPUT_NOISE, DeepCvae::inputNoise)
            .withOptimisation(DEFAULTS, DeepCvae::optimisation);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "Deep conditional variational autoencoder of residual blocks in the arrangement of VGG",
            List.of(
                    "Kingma and Welling 2014, Auto-Encoding Variational Bayes, arXiv:1312.6114",
                    "Simonyan and Zisserman 2015, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv:1409.1556",
                    "He et al. 2016, Deep Residual Learning for Image Recognition, arXiv:1512.03385",
                    "Im et al. 2017, Denoising Criterion for Variational Auto-Encoding Framework, arXiv:1511.06406"),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public DeepCvae(
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
    public static DeepCvae defaults() {
        return parse(Map.of());
    }

    static DeepCvae parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new DeepCvae(
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
        return true;
    }
}
