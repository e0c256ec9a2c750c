package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * Conditional Wasserstein GAN with gradient penalty (Gulrajani et al. 2017, "Improved Training of Wasserstein GANs").
 *
 * @param latentSize length of the generator's latent vector
 * @param generator how the generator enlarges its maps
 * @param discriminator what follows each convolution of the discriminator
 * @param width channels at half the image's resolution; each further halving doubles them, up to eight times
 * @param dropoutRate share of the discriminator's activations dropped after each convolution, where it drops any
 * @param criticSteps critic updates per generator update
 * @param gradientPenaltyWeight λ
 * @param optimisation how it learns
 */
public record WganGp(
        int latentSize,
        Generator generator,
        Discriminator discriminator,
        int width,
        double dropoutRate,
        int criticSteps,
        double gradientPenaltyWeight,
        Optimisation optimisation)
        implements AdversarialRecipe {

    private static final String FAMILY = "wgan-gp";
    private static final Optimisation DEFAULTS = new Optimisation(64, 1e-4, 0, 0.9, 0.99, 0);
    private static final Parameter<Integer> CRITIC_STEPS =
            Parameter.whole("critic-steps", 5, 1, 100, "Critic updates per generator update");
    private static final Parameter<Double> GRADIENT_PENALTY_WEIGHT = Parameter.real(
            "gradient-penalty-weight",
            10,
            Domain.Real.within(0, 1e6),
            "λ, the weight of the gradient penalty in the critic's loss");

    private static final ParameterTable<WganGp> TABLE = new ParameterTable<WganGp>(FAMILY)
            .with(SharedParameters.LATENT, WganGp::latentSize)
            .with(SharedParameters.GENERATOR, WganGp::generator)
            .with(SharedParameters.DISCRIMINATOR, WganGp::discriminator)
            .with(SharedParameters.WIDTH, WganGp::width)
            .with(SharedParameters.DROPOUT_RATE, WganGp::dropoutRate)
            .with(CRITIC_STEPS, WganGp::criticSteps)
            .with(GRADIENT_PENALTY_WEIGHT, WganGp::gradientPenaltyWeight)
            .withOptimisation(DEFAULTS, WganGp::optimisation);

    static final RecipeCard CARD = new RecipeCard(
            FAMILY,
            "Conditional Wasserstein GAN with gradient penalty; the study's best adversarial model",
            List.of(
                    "Arjovsky et al. 2017, Wasserstein GAN, arXiv:1701.07875",
                    "Gulrajani et al. 2017, Improved Training of Wasserstein GANs, arXiv:1704.00028",
                    "Miyato and Koyama 2018, cGANs with Projection Discriminator, arXiv:1802.05637"),
            TABLE.describe());

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public WganGp(
            int latentSize,
            Generator generator,
            Discriminator discriminator,
            int width,
            double dropoutRate,
            int criticSteps,
            double gradientPenaltyWeight,
            Optimisation optimisation) {
        this.latentSize = latentSize;
        this.generator = generator;
        this.discriminator = discriminator;
        this.width = width;
        this.dropoutRate = dropoutRate;
        this.criticSteps = criticSteps;
        this.gradientPenaltyWeight = gradientPenaltyWeight;
        this.optimisation = optimisation;
        TABLE.requireAllowed(this);
    }

    /** What holds where nothing is given. */
    public static WganGp defaults() {
        return parse(Map.of());
    }

    static WganGp parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new WganGp(
                SharedParameters.LATENT.read(given),
                SharedParameters.GENERATOR.read(given),
                SharedParameters.DISCRIMINATOR.read(given),
                SharedParameters.WIDTH.read(given),
                SharedParameters.DROPOUT_RATE.read(given),
                CRITIC_STEPS.read(given),
                GRADIENT_PENALTY_WEIGHT.read(given),
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
