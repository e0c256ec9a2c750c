package io.augmenta.zoo.layer;

/** How large a network's weights begin; biases, scales and embeddings are the layers' own affair. */
public sealed interface Initialisation {

    /**
     * The standard deviation of a weight tensor's normal distribution.
     *
     * @param fanIn numbers that each output is summed from
     */
    double deviation(int fanIn);

    /** Variance 2 / fan-in (He et al. 2015), which keeps the variance of activations through rectifiers. */
    record Kaiming() implements Initialisation {
        @Override
        public double deviation(int fanIn) {
            return Math.sqrt(2.0 / fanIn);
        }
    }

    /**
     * One deviation for all.
     *
     * @param deviation 0.02 in DCGAN (Radford et al. 2016)
     */
    record Gaussian(double deviation) implements Initialisation {
        @Override
        public double deviation(int fanIn) {
            return deviation;
        }
    }
}
