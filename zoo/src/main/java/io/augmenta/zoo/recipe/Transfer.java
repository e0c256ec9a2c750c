package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * A deep conditional autoencoder that starts from the convolutions of a {@link DeepVae}. For some epochs they are frozen,
 * their batch normalisations too, and only the layers that take the label learn; then everything does, more slowly.
 *
 * @param pretrained id of the checkpoint to start from
 * @param frozenEpochs epochs with frozen convolutions
 * @param unfrozenLearningRate Adam's learning rate after that
 * @param blocks residual convolution blocks of the encoder, and of the decoder
 * @param latentSize length of the latent vector
 * @param width channels of the first convolution; each halving of the resolution doubles them, up to eight times
 * @param klWeight weight of the Kullback-Leibler divergence in the loss
 * @param inputNoise standard deviation of the noise added to images, which lie in [-1, 1], before they are encoded
 * @param optimisation how it learns
 */
public record Transfer(
        String pretrained,
        int frozenEpochs,
        double unfrozenLearningRate,
        int blocks,
        int latentSize,
        int width,
        double klWeight,
        double inputNoise,
        Optimisation optimisation)
        implements DeepRecipe {

    private static final String FAMILY = "transfer";
    private static final Optimisation DEFAULTS = new Optimisation(64, 1e-3, 0.9, 0.999, 0, 0);
    private static final Parameter<String> PRETRAINED =
            Parameter.required("pretrained", "the id of a checkpoint of a deep-vae", "The checkpoint to start from");
    private static final Parameter<Integer> FROZEN_EPOCHS = Parameter.whole(
            "frozen-epochs",
            30,
            0,
            100_000,
            "Epochs with frozen convolutions, before those in which everything learns");
    private static final Parameter<Double> UNFROZEN_LEARNING_RATE = Parameter.real(
            "unfrozen-learning-rate", 1e-4, Domain.Real.aboveUpTo(0, 1), "Adam's learning rate once everything learns");

    private static final ParameterTable<Transfer> TABLE = new ParameterTable<Transfer>(FAMILY)
            .with(PRETRAINED, Transfer::pretrained)
            .with(FROZEN_EPOCHS, Transfer::frozenEpochs)
            .with(UNFROZEN_LEARNING_RATE, Transfer::unfrozenLearningRate)
            .with(SharedParameters.BLOCKS, Transfer::blocks)
            .with(SharedParameters.LATENT.by(256), Transfer::latentSize)
            .with(SharedParameters.FIRST_WIDTH, Transfer::width)
            .with(SharedParameters.KL_WEIGHT, Transfer::klWeight)
            .with(SharedParameters.INPUT_NOISE, Transfer::inputNoise)
            .withOptimisation(DEFAULTS, Transfer::optimisation);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "A deep-cvae that starts from a deep-vae's checkpoint: its convolutions frozen first, then not",
            List.of(
                    "Kingma and Welling 2014, Auto-Encoding Variational Bayes, arXiv:1312.6114",
                    "Simonyan and Zisserman 2015, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv:1409.1556",
                    "He et al. 2016, Deep Residual Learning for Image Recognition, arXiv:1512.03385",
                    "Yosinski et al. 2014, How transferable are features in deep neural networks?, arXiv:1411.1792"),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public Transfer(
            String pretrained,
            int frozenEpochs,
            double unfrozenLearningRate,
            int blocks,
            int latentSize,
            int width,
            double klWeight,
            double inputNoise,
            Optimisation optimisation) {
        this.pretrained = pretrained;
        this.frozenEpochs = frozenEpochs;
        this.unfrozenLearningRate = unfrozenLearningRate;
        this.blocks = blocks;
        this.latentSize = latentSize;
        this.width = width;
        this.klWeight = klWeight;
        this.inputNoise = inputNoise;
        this.optimisation = optimisation;
        TABLE.requireAllowed(this);
    }

    static Transfer parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new Transfer(
                PRETRAINED.read(given),
                FROZEN_EPOCHS.read(given),
                UNFROZEN_LEARNING_RATE.read(given),
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
