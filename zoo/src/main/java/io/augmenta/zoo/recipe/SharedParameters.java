package io.augmenta.zoo.recipe;

/** Hyper-parameters that several families have. */
final class SharedParameters {

    static final Parameter<Integer> LATENT =
            Parameter.whole("latent", 128, 1, 4096, "Length of the generator's latent vector");
    static final Parameter<Integer> WIDTH = Parameter.whole(
            "width",
            32,
            1,
            512,
            "Channels at half the image's resolution; doubled at each further halving, up to eight times");
    static final Parameter<AdversarialRecipe.Generator> GENERATOR = Parameter.choice(
            "generator",
            AdversarialRecipe.Generator.TRANSPOSED,
            AdversarialRecipe.Generator.class,
            "How the generator enlarges its maps");
    static final Parameter<AdversarialRecipe.Discriminator> DISCRIMINATOR = Parameter.choice(
            "discriminator",
            AdversarialRecipe.Discriminator.DROPOUT,
            AdversarialRecipe.Discriminator.class,
            "What follows each convolution of the discriminator");
    static final Parameter<Double> DROPOUT_RATE = Parameter.real(
            "dropout-rate",
            0.25,
            Domain.Real.fromUpTo(0, 1),
            "Share of the discriminator's activations dropped after each convolution, rounded to 1/256");
    static final Parameter<Integer> BLOCKS = new Parameter<>(
            "blocks",
            new Domain.OneOfNumbers(DeepRecipe.DEPTHS),
            13,
            "Residual convolution blocks of the encoder, and as many of the decoder");

    private SharedParameters() {}
}
