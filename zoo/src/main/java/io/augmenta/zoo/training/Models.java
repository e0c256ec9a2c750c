package io.augmenta.zoo.training;

import io.augmenta.zoo.recipe.AdversarialRecipe;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.Transfer;
import io.augmenta.zoo.recipe.VariationalRecipe;
import io.augmenta.zoo.recipe.WganGp;
import io.augmenta.zoo.torch.TorchRuntime;
import org.jspecify.annotations.Nullable;

/** Makes the model that a plan asks for. */
final class Models {

    private Models() {}

    /** @param learned where to go on from; null to begin */
    static GenerativeModel open(
            TorchRuntime torch,
            TrainingPlan plan,
            TrainingData data,
            ImageShape shape,
            @Nullable LearnedState learned) {
        Recipe recipe = plan.recipe();
        ModelNetworks networks = ModelNetworks.of(recipe, shape);
        InitialWeights initial = learned == null ? warmStart(plan, data, networks) : null;
        if (recipe instanceof AdversarialRecipe adversarial) {
            return new AdversarialModel(
                    torch, adversarial, game(adversarial), networks, shape, plan.seed(), initial, learned);
        }
        if (recipe instanceof Transfer transfer) {
            return new VariationalModel(
                    torch,
                    transfer,
                    networks,
                    shape,
                    plan.seed(),
                    learned == null && initial == null ? pretraining(data, transfer, shape) : initial,
                    frozenStart(plan, data, transfer),
                    learned);
        }
        if (recipe instanceof VariationalRecipe variational) {
            return new VariationalModel(torch, variational, networks, shape, plan.seed(), initial, null, learned);
        }
        throw new IllegalArgumentException("No model for recipe " + recipe);
    }

    private static @Nullable InitialWeights warmStart(TrainingPlan plan, TrainingData data, ModelNetworks networks) {
        if (plan.warmStart().isEmpty()) {
            return null;
        }
        byte[] state = data.warmState()
                .orElseThrow(() -> new UnusablePretrainingException(
                        "There is no training state of %s to start from".formatted(plan.warmStart())));
        return WarmStart.of(state, networks);
    }

    private static AdversarialGame game(AdversarialRecipe recipe) {
        return recipe instanceof WganGp wganGp ? new WassersteinGame(wganGp) : new CrossEntropyGame();
    }

    private static Pretraining pretraining(TrainingData data, Transfer recipe, ImageShape shape) {
        byte[] state = data.pretrainedState()
                .orElseThrow(() -> new UnusablePretrainingException(
                        "There is no training state of %s to start from".formatted(recipe.pretrained())));
        return Pretraining.of(state, recipe, shape);
    }

    private static FrozenStart frozenStart(TrainingPlan plan, TrainingData data, Transfer recipe) {
        BatchOrder order = new BatchOrder(plan.seed(), data.images().size(), recipe.batchSize());
        return new FrozenStart((long) recipe.frozenEpochs() * order.stepsPerEpoch(), recipe.unfrozenLearningRate());
    }
}
