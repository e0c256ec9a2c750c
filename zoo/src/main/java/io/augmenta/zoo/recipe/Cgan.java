package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;

/**
 * Conditional generative adversarial network with binary cross-entropy (Goodfellow et al. 2014; Mirza and Osindero 2014).
 * The generator maximises the logarithm of the discriminator's belief in its images. Adam's numbers are DCGAN's.
 *
 * @param settings what every generator with a discriminator has
 * @param optimisation how it learns
 */
public record Cgan(AdversarialSettings settings, Optimisation optimisation) implements AdversarialRecipe {

    private static final String FAMILY = "cgan";
    private static final Optimisation DEFAULTS = new Optimisation(64, 2e-4, 0.5, 0.999, 0.99, 0);

    private static final ParameterTable<Cgan> TABLE = new ParameterTable<Cgan>(FAMILY)
            .withAdversarial(Cgan::settings)
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
    public Cgan(AdversarialSettings settings, Optimisation optimisation) {
        this.settings = settings;
        this.optimisation = optimisation;
        TABLE.requireAllowed(this);
    }

    /** What holds where nothing is given. */
    public static Cgan defaults() {
        return parse(Map.of());
    }

    static Cgan parse(Map<String, String> given) {
        TABLE.requireKnown(given);
        return new Cgan(AdversarialSettings.read(given), Optimisation.read(given, DEFAULTS));
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
