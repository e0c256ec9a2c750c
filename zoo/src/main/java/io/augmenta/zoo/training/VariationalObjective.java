package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.augmenta.zoo.torch.Arithmetic;
import io.augmenta.zoo.torch.Losses;

/**
 * The loss of the variational autoencoder (Kingma and Welling 2014, equation 10) with pixels as probabilities of being
 * bright: the negative evidence lower bound, in nats, summed over pixels and latents and averaged over images.
 */
final class VariationalObjective {

    private VariationalObjective() {}

    /**
     * The distribution of an image's latents.
     *
     * @param mean {@code [N, latentSize]}
     * @param logVariance {@code [N, latentSize]}
     */
    record Posterior(NDArray mean, NDArray logVariance) {

        /** @param encoded {@code [N, 2 · latentSize]} */
        static Posterior of(NDArray encoded) {
            NDList halves = encoded.split(2, 1);
            return new Posterior(halves.get(0), halves.get(1));
        }

        /** @param noise {@code [N, latentSize]}, standard normal */
        NDArray sample(NDArray noise) {
            return mean.add(Arithmetic.times(logVariance, 0.5).exp().mul(noise));
        }
    }

    /**
     * What is minimised, and its parts; {@code []} each.
     *
     * @param total reconstruction + weight · divergence
     * @param reconstruction binary cross-entropy, summed over pixels
     * @param divergence KL(N(μ, σ²) ‖ N(0, 1)), summed over latents
     */
    record Loss(NDArray total, NDArray reconstruction, NDArray divergence) {}

    /**
     * The loss of a batch.
     *
     * @param logits {@code [N, C, H, W]}
     * @param images {@code [N, C, H, W]} in [-1, 1]; no gradient is taken of them
     */
    static Loss of(NDArray logits, NDArray images, Posterior posterior, double divergenceWeight) {
        NDArray brightness = Arithmetic.times(Arithmetic.plus(images, 1), 0.5);
        NDArray reconstruction = Losses.meanBinaryCrossEntropy(logits, brightness);
        NDArray divergence = divergence(posterior);
        return new Loss(reconstruction.add(Arithmetic.times(divergence, divergenceWeight)), reconstruction, divergence);
    }

    private static NDArray divergence(Posterior posterior) {
        NDArray logVariance = posterior.logVariance();
        long images = logVariance.getShape().get(0);
        NDArray terms =
                Arithmetic.plus(logVariance, 1).sub(posterior.mean().square()).sub(logVariance.exp());
        return Arithmetic.times(terms.sum(), -0.5 / images);
    }
}
