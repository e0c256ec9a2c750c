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

    /** What every generator with a discriminator has. */
    AdversarialSettings settings();

    @Override
    default int latentSize() {
        return settings().latentSize();
    }

    /** The generator's shape. */
    default Generator generator() {
        return settings().generator();
    }

    /** The discriminator's shape. */
    default Discriminator discriminator() {
        return settings().discriminator();
    }

    /** Channels at half the image's resolution; each further halving doubles them, up to eight times. */
    default int width() {
        return settings().width();
    }

    /** Share of the discriminator's activations dropped after each convolution, where it drops any. */
    default double dropoutRate() {
        return settings().dropoutRate();
    }

    @Override
    default boolean conditional() {
        return true;
    }
}
