package io.augmenta.zoo.recipe;

/** A variational autoencoder (Kingma and Welling 2014): an encoder to a distribution of latents, a decoder to an image. */
public sealed interface VariationalRecipe extends Recipe permits Cvae, DeepRecipe {

    /** Channels of the first convolution; each halving of the resolution doubles them. */
    int width();

    /** Weight of the Kullback-Leibler divergence in the loss; 1 for the evidence lower bound (Higgins et al. 2017: β). */
    double klWeight();

    /** Standard deviation of the noise added to images, which lie in [-1, 1], before they are encoded. */
    double inputNoise();
}
