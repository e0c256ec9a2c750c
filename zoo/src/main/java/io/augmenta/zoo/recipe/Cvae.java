package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * Conditional variational autoencoder (Sohn et al. 2015) of plain convolutions.
 *
 * @param encoder the encoder's shape
 * @param decoder the decoder's shape
 * @param latentSize length of the latent vector
 * @param width channels of the first convolution; each halving of the resolution doubles them, up to eight times
 * @param klWeight weight of the Kullback-Leibler divergence in the loss
 * @param inputNoise standard deviation of the noise added to images, which lie in [-1, 1], before they are encoded
 * @param optimisation how it learns
 */
public record Cvae(
        Encoder encoder,
        Decoder decoder,
        int latentSize,
        int width,
        double klWeight,
        double inputNoise,
        Optimisation optimisation)
        implements VariationalRecipe {

    private static final String FAMILY = "cvae";
    private static final Optimisation DEFAULTS = new Optimisation(64, 1e-3, 0.9, 0.999, 0, 0);
    private static final Parameter<Encoder> ENCODER = Parameter.choice(
            "encoder", Encoder.CONV_3, Encoder.class, "Convolutions of the encoder, before its dense layer");
    private static final Parameter<Decoder> DECODER = Parameter.choice(
            "decoder",
            Decoder.TRANSPOSED_3,
            Decoder.class,
            "Transposed convolutions of the decoder, after its dense layer");

    /** The encoder's shape. */
    public enum Encoder implements Choice {
        /** Three convolutions of stride 2, then a dense layer. */
        CONV_3,
        /** Six convolutions with a max-pooling after every second, then a dense layer. */
        CONV_6
    }

    /** The decoder's shape. */
    public enum Decoder implements Choice {
        /** A dense layer, then three transposed convolutions of stride 2. */
        TRANSPOSED_3,
        /** A dense layer, then six transposed convolutions, every second of stride 2. */
        TRANSPOSED_6
    }

    private static final ParameterTable<Cvae> TABLE = new ParameterTable<Cvae>(FAMILY)
            .with(ENCODER, Cvae::encoder)
            .with(DECODER, Cvae::decoder)
            .with(SharedParameters.LATENT.by(256), Cvae::latentSize)
            .with(SharedParameters.FIRST_WIDTH, Cvae::width)
            .with(SharedParameters.KL_WEIGHT, Cvae::klWeight)
            .with(SharedParameters.INPUT_NOISE, Cvae::inputNoise)
            .withOptimisation(DEFAULTS, Cvae::optimisation);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "Conditional variational autoencoder of plain convolutions; steady, and a little blurred",
            List.of(
                    "Kingma and Welling 2014, Auto-Encoding Variational Bayes, arXiv:1312.6114",
                    "Sohn et al. 2015, Learning Structured Output Representation using Deep Conditional Generative Models, NeurIPS 28"),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public Cvae(
            Encoder encoder,
            Decoder decoder,
            int latentSize,
            int width,
            double klWeight,
            double inputNoise,
            Optimisation optimisation) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.latentSize = latentSize;
        this.width = width;
        this.klWeight = klWeight;
        this.inputNoise = inputNoise;
        this.optimisation = optimisation;
        TABLE.requireAllowed(this);
    }

    /** What holds where nothing is given. */
    public static Cvae defaults() {
        return parse(Map.of());
    }

    static Cvae parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new Cvae(
                ENCODER.read(given),
                DECODER.read(given),
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
