package io.augmenta.zoo.recipe;

/** A generator and a discriminator that learn against one another. */
public sealed interface AdversarialRecipe extends Recipe permits Cgan, WganGp {

    /** How the generator enlarges its maps. */
    enum Generator implements Choice {
        /** The study's generator 1: transposed convolutions, batch normalisation. */
        TRANSPOSED,
        /** The study's generator 2: nearest-neighbour upsampling, then a convolution, and batch normalisation. */
        UPSAMPLING
    }

    /** What follows each convolution of the discriminator. */
    enum Discriminator implements Choice {
        /** The study's discriminator 1: leaky rectifier, dropout. */
        DROPOUT,
        /** The study's discriminator 2: batch normalisation, leaky rectifier. */
        BATCHNORM
    }

    /** The generator's shape. */
    Generator generator();

    /** The discriminator's shape. */
    Discriminator discriminator();

    /** Channels at half the image's resolution; each further halving doubles them, up to eight times. */
    int width();

    /** Share of the discriminator's activations dropped after each convolution, where it drops any. */
    double dropoutRate();

    @Override
    default boolean conditional() {
        return true;
    }
}
