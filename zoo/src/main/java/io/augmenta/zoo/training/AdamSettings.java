package io.augmenta.zoo.training;

import io.augmenta.zoo.recipe.Optimisation;
import io.augmenta.zoo.torch.Adam;

/** A recipe's numbers as the optimiser takes them. */
final class AdamSettings {

    private AdamSettings() {}

    static Adam.Settings of(Optimisation recipe) {
        return Adam.Settings.of(recipe.learningRate(), recipe.beta1(), recipe.beta2());
    }

    static Adam.Settings of(Optimisation recipe, double learningRate) {
        return Adam.Settings.of(learningRate, recipe.beta1(), recipe.beta2());
    }
}
