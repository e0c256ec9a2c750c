package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * Conditional generative adversarial network with binary cross-entropy (Goodfellow et al. 2014; Mirza and Osindero 2014).
 * The generator maximises the logarithm of the discriminator's belief in its images. Adam's numbers are DCGAN's.
 *
 * @param latentSize length of the generator's latent vector
 * @param generator how the generator enlarges its maps
 * @param discriminator what follows each convolution of the discriminator
 * @param width channels at half the image's resolution; each further halving doubles them, up to eight times
 * @param dropoutRate share of the discriminator's activations dropped after each convolution, where it drops any
 * @param optimisation how it learns
 */
public record Cgan(
        int latentSize,
        Generator generator,
        Discriminator discriminator,
        int width,
        double dropoutRate,
        Optimisation optimisation)
        implements AdversarialRecipe {

    private static final String FAMILY = "cgan";
    private static final Optimisation DEFAULTS = new Optimisation(64, 2e-4, 0.5, 0.999, 0.99, 0);

    private static final ParameterTable<Cgan> TABLE = new ParameterTable<Cgan>(FAMILY)
            .with(SharedParameters.LATENT, Cgan::latentSize)
            .with(SharedParameters.GENERATOR, Cgan::generator)
            .with(SharedParameters.DISCRIMINATOR, Cgan::discriminator)
            .with(SharedParameters.WIDTH, Cgan::width)
            .with(SharedParameters.DROPOUT_RATE, Cgan::dropoutRate)
            .withOptimisation(DEFAULTS, Cgan::optimisation);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "Conditional GAN with binary cross-entropy; quick to train, and unstable",
            List.of(
                    "Goodfellow et al. 2014, Generative Adversarial Nets, arXiv:1406.2661",
                    "Mirza and Osindero 2014, Conditional Generative Adversarial Nets, arXiv:1411.1784",
                    "Radford et al. 2016, Unsupervised Representation Learning with DCGAN, arXiv:1511.06434"),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public Cgan(
            int latentSize,
            Generator generator,
            Discriminator discriminator,
            int width,
            double dropoutRate,
            Optimisation optimisation) {
        this.latentSize = latentSize;
        this.generator = generator;
        this.discriminator = discriminator;
        this.width = width;
        this.dropoutRate = dropoutRate;
        this.optimisation = optimisation;
        TABLE.requireAllowed(this);
    }

    /** What holds where nothing is given. */
    public static Cgan defaults() {
        return parse(Map.of());
    }

    static Cgan parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new Cgan(
                SharedParameters.LATENT.read(given),
                SharedParameters.GENERATOR.read(given),
                SharedParameters.DISCRIMINATOR.read(given),
                SharedParameters.WIDTH.read(given),
                SharedParameters.DROPOUT_RATE.read(given),
                Optimisation.read(given, DEFAULTS));
    }

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public Map<String, String> parameters() {
        return TABLE.write(this);
    }
}
