package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * Conditional Wasserstein GAN with gradient penalty (Gulrajani et al. 2017, "Improved Training of Wasserstein GANs").
 *
 * @param settings what every generator with a discriminator has
 * @param criticSteps critic updates per generator update
 * @param gradientPenaltyWeight λ
 * @param optimisation how it learns
 */
public record WganGp(
        AdversarialSettings settings, int criticSteps, double gradientPenaltyWeight, Optimisation optimisation)
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
            .withAdversarial(WganGp::settings)
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
            AdversarialSettings settings, int criticSteps, double gradientPenaltyWeight, Optimisation optimisation) {
        this.settings = settings;
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
                AdversarialSettings.read(given),
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
