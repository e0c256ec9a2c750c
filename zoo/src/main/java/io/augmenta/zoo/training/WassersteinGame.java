package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.recipe.WganGp;
import java.util.List;
import java.util.function.UnaryOperator;

/** The game of the WGAN-GP. */
record WassersteinGame(WganGp recipe) implements AdversarialGame {

    @Override
    public int discriminatorSteps() {
        return recipe.criticSteps();
    }

    @Override
    public List<String> figureNames() {
        return List.of("critic", "gradient_penalty", "gradient_norm");
    }

    @Override
    public boolean tellsLossGradient() {
        return false;
    }

    @Override
    public Figures discriminatorFigures(
            NDManager owner,
            UnaryOperator<NDArray> mixedScores,
            UnaryOperator<NDArray> bothScores,
            NDArray real,
            NDArray generated,
            NDArray shares) {
        WassersteinObjective.CriticLoss loss = WassersteinObjective.criticLoss(
                owner, mixedScores, bothScores, real, generated, shares, recipe.gradientPenaltyWeight());
        return new Figures(loss.total(), List.of(loss.penalty(), loss.gradientNorm()));
    }

    @Override
    public NDArray generatorLoss(NDArray scores) {
        return WassersteinObjective.generatorLoss(scores);
    }
}
