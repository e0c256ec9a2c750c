package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deep conditional autoencoder that starts from the convolutions of a {@link DeepVae}. For some epochs they are frozen,
 * their batch normalisations too, and only the layers that take the label learn; then everything does, more slowly.
 *
 * @param pretrained id of the checkpoint to start from
 * @param frozenEpochs epochs with frozen convolutions
 * @param unfrozenLearningRate Adam's learning rate after that
 * @param blocks residual convolution blocks of the encoder, and of the decoder
 * @param settings what every variational autoencoder has
 */
public record Transfer(
        String pretrained, int frozenEpochs, double unfrozenLearningRate, int blocks, VariationalSettings settings)
        implements DeepRecipe {

    private static final String FAMILY = "transfer";
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
            .withVariational(Transfer::settings);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "A deep-cvae that starts from a deep-vae's checkpoint: its convolutions frozen first, then not",
            List.of(
                    Papers.AUTO_ENCODING,
                    Papers.VGG,
                    Papers.RESIDUAL_LEARNING,
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
            VariationalSettings settings) {
        this.pretrained = pretrained;
        this.frozenEpochs = frozenEpochs;
        this.unfrozenLearningRate = unfrozenLearningRate;
        this.blocks = blocks;
        this.settings = settings;
        TABLE.requireAllowed(this);
    }

    static Transfer parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new Transfer(
                PRETRAINED.read(given),
                FROZEN_EPOCHS.read(given),
                UNFROZEN_LEARNING_RATE.read(given),
                SharedParameters.BLOCKS.read(given),
                VariationalSettings.read(given));
    }

    /**
     * Says why this recipe cannot start from a model that was trained by another: the convolutions, which are what is taken
     * over, have to be of the same shape. Whether the images have as many channels, recipes do not tell.
     *
     * @param earlier what {@link #pretrained} was trained by
     * @return what is wrong, naming the checkpoint, for a person to read; empty where it can
     */
    public Optional<String> objectionTo(Recipe earlier) {
        if (!(earlier instanceof DeepVae source)) {
            return Optional.of("pretrained is \"%s\", a checkpoint of a %s; expected one of a %s"
                    .formatted(pretrained, earlier.family(), DeepVae.FAMILY));
        }
        if (source.blocks() != blocks) {
            return Optional.of(difference("blocks", source.blocks(), blocks));
        }
        return source.width() == width() ? Optional.empty() : Optional.of(difference("width", source.width(), width()));
    }

    private String difference(String parameter, int found, int asked) {
        return "pretrained is \"%s\", which was trained with %s %d, this run asks for %s %d; they have to be equal"
                .formatted(pretrained, parameter, found, parameter, asked);
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
