package io.augmenta.zoo.recipe;

import java.util.Map;
import java.util.function.Function;

/**
 * The hyper-parameters that every variational autoencoder has, whatever its encoder and decoder are made of.
 *
 * @param latentSize length of the latent vector
 * @param width channels of the first convolution; each halving of the resolution doubles them, up to eight times
 * @param klWeight weight of the Kullback-Leibler divergence in the loss
 * @param inputNoise standard deviation of the noise added to images, which lie in [-1, 1], before they are encoded
 * @param optimisation how it learns
 */
public record VariationalSettings(
        int latentSize, int width, double klWeight, double inputNoise, Optimisation optimisation) {

    private static final Optimisation LEARNING = new Optimisation(64, 1e-3, 0.9, 0.999, 0, 0);
    private static final Parameter<Integer> LATENT = SharedParameters.LATENT.by(256);
    private static final Parameter<Integer> WIDTH = Parameter.whole(
            "width",
            32,
            1,
            512,
            "Channels of the first convolution; doubled at each halving of the resolution, up to eight times");
    private static final Parameter<Double> KL_WEIGHT = Parameter.real(
            "kl-weight", 1, Domain.Real.within(0, 1e6), "β, the weight of the Kullback-Leibler divergence in the loss");
    private static final Parameter<Double> INPUT_NOISE = Parameter.real(
            "input-noise",
            0,
            Domain.Real.within(0, 10),
            "σ of the noise added to images, which lie in [-1, 1], before they are encoded");

    static <R> void addTo(ParameterTable<R> table, Function<R, VariationalSettings> of) {
        table.with(LATENT, of.andThen(VariationalSettings::latentSize))
                .with(WIDTH, of.andThen(VariationalSettings::width))
                .with(KL_WEIGHT, of.andThen(VariationalSettings::klWeight))
                .with(INPUT_NOISE, of.andThen(VariationalSettings::inputNoise))
                .withOptimisation(LEARNING, of.andThen(VariationalSettings::optimisation));
    }

    static VariationalSettings read(Map<String, String> given) {
        return new VariationalSettings(
                LATENT.read(given),
                WIDTH.read(given),
                KL_WEIGHT.read(given),
                INPUT_NOISE.read(given),
                Optimisation.read(given, LEARNING));
    }
}
