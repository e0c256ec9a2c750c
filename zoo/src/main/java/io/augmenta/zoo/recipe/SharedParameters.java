package io.augmenta.zoo.recipe;

/** Hyper-parameters that several families have. */
final class SharedParameters {

    static final Parameter<Integer> LATENT =
            Parameter.whole("latent", 128, 1, 4096, "Length of the generator's latent vector");
    static final Parameter<Integer> BLOCKS = new Parameter<>(
            "blocks",
            new Domain.OneOfNumbers(DeepRecipe.DEPTHS),
            13,
            "Residual convolution blocks of the encoder, and as many of the decoder");

    private SharedParameters() {}
}
