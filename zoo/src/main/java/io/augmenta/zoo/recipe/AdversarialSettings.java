package io.augmenta.zoo.recipe;

import java.util.Map;
import java.util.function.Function;

/**
 * The hyper-parameters that every generator with a discriminator has, whatever game the two play.
 *
 * @param latentSize length of the generator's latent vector
 * @param generator how the generator enlarges its maps
 * @param discriminator what follows each convolution of the discriminator
 * @param width channels at half the image's resolution; each further halving doubles them, up to eight times
 * @param dropoutRate share of the discriminator's activations dropped after each convolution, where it drops any
 */
public record AdversarialSettings(
        int latentSize,
        AdversarialRecipe.Generator generator,
        AdversarialRecipe.Discriminator discriminator,
        int width,
        double dropoutRate) {

    private static final Parameter<Integer> WIDTH = Parameter.whole(
            "width",
            32,
            1,
            512,
            "Channels at half the image's resolution; doubled at each further halving, up to eight times");
    private static final Parameter<AdversarialRecipe.Generator> GENERATOR = Parameter.choice(
            "generator",
            AdversarialRecipe.Generator.TRANSPOSED,
            AdversarialRecipe.Generator.class,
            "How the generator enlarges its maps");
    private static final Parameter<AdversarialRecipe.Discriminator> DISCRIMINATOR = Parameter.choice(
            "discriminator",
            AdversarialRecipe.Discriminator.DROPOUT,
            AdversarialRecipe.Discriminator.class,
            "What follows each convolution of the discriminator");
    private static final Parameter<Double> DROPOUT_RATE = Parameter.real(
            "dropout-rate",
            0.25,
            Domain.Real.fromUpTo(0, 1),
            "Share of the discriminator's activations dropped after each convolution, rounded to 1/256");

    static <R> void addTo(ParameterTable<R> table, Function<R, AdversarialSettings> of) {
        table.with(SharedParameters.LATENT, of.andThen(AdversarialSettings::latentSize))
                .with(GENERATOR, of.andThen(AdversarialSettings::generator))
                .with(DISCRIMINATOR, of.andThen(AdversarialSettings::discriminator))
                .with(WIDTH, of.andThen(AdversarialSettings::width))
                .with(DROPOUT_RATE, of.andThen(AdversarialSettings::dropoutRate));
    }

    static AdversarialSettings read(Map<String, String> given) {
        return new AdversarialSettings(
                SharedParameters.LATENT.read(given),
                GENERATOR.read(given),
                DISCRIMINATOR.read(given),
                WIDTH.read(given),
                DROPOUT_RATE.read(given));
    }
}
