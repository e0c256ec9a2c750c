package io.augmenta.zoo.recipe;

/** A variational autoencoder (Kingma and Welling 2014): an encoder to a distribution of latents, a decoder to an image. */
public sealed interface VariationalRecipe extends Recipe permits Cvae, DeepRecipe {

    /** What every variational autoencoder has. */
    VariationalSettings settings();

    @Override
    default int latentSize() {
        return settings().latentSize();
    }

    @Override
    default Optimisation optimisation() {
        return settings().optimisation();
    }

    /** Channels of the first convolution; each halving of the resolution doubles them. */
    default int width() {
        return settings().width();
    }

    /** Weight of the Kullback-Leibler divergence in the loss; 1 for the evidence lower bound (Higgins et al. 2017: β). */
    default double klWeight() {
        return settings().klWeight();
    }

    /** Standard deviation of the noise added to images, which lie in [-1, 1], before they are encoded. */
    default double inputNoise() {
        return settings().inputNoise();
    }
}
