package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * Conditional variational autoencoder (Sohn et al. 2015) of plain convolutions.
 *
 * @param encoder the encoder's shape
 * @param decoder the decoder's shape
 * @param settings what every variational autoencoder has
 */
public record Cvae(Encoder encoder, Decoder decoder, VariationalSettings settings) implements VariationalRecipe {

    private static final String FAMILY = "cvae";
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
            .withVariational(Cvae::settings);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "Conditional variational autoencoder of plain convolutions; steady, and a little blurred",
            List.of(
                    Papers.AUTO_ENCODING,
                    "Sohn et al. 2015, Learning Structured Output Representation using Deep Conditional Generative Models, NeurIPS 28"),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public Cvae(Encoder encoder, Decoder decoder, VariationalSettings settings) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.settings = settings;
        TABLE.requireAllowed(this);
    }

    /** What holds where nothing is given. */
    public static Cvae defaults() {
        return parse(Map.of());
    }

    static Cvae parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new Cvae(ENCODER.read(given), DECODER.read(given), VariationalSettings.read(given));
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
