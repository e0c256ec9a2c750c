package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.recipe.InvalidRecipeException;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.Transfer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a deep autoencoder without labels has learned, for one with labels to begin with. */
final class Pretraining implements InitialWeights {

    private final ModelNetworks networks;
    private final LearnedState learned;

    private Pretraining(ModelNetworks networks, LearnedState learned) {
        this.networks = networks;
        this.learned = learned;
    }

    /**
     * Reads a training state.
     *
     * @throws UnusablePretrainingException when it is not of a network of the shape that the recipe asks for
     * @throws InvalidTrainingStateException when it is damaged
     */
    static Pretraining of(byte[] state, Transfer recipe, ImageShape shape) {
        TrainingState read = TrainingStateFormat.decode(state);
        Recipe earlier = recipeOf(read.run(), recipe);
        recipe.objectionTo(earlier).ifPresent(objection -> {
            throw new UnusablePretrainingException(objection);
        });
        Pretraining pretraining = new Pretraining(ModelNetworks.of(earlier, shape), read.learned());
        pretraining.requireShapes(recipe);
        return pretraining;
    }

    private static Recipe recipeOf(RunIdentity run, Transfer recipe) {
        try {
            return Recipe.parse(run.family(), run.recipeParameters());
        } catch (InvalidRecipeException e) {
            throw new UnusablePretrainingException("%s was trained by a recipe that is not known here: %s"
                    .formatted(recipe.pretrained(), e.getMessage()));
        }
    }

    private void requireShapes(Transfer recipe) {
        for (Network network : List.of(networks.counterpart(), networks.maker())) {
            Weights weights = weightsOf(network);
            for (ParameterSpec parameter : convolutions(network)) {
                List<Integer> found = weights.get(parameter.name()).shape();
                if (!found.equals(parameter.shape())) {
                    throw new UnusablePretrainingException(
                            "%s has a tensor %s %s of shape %s, images like these need %s; train it on images of the same"
                                            .formatted(
                                                    recipe.pretrained(),
                                                    network.name(),
                                                    parameter.name(),
                                                    found,
                                                    parameter.shape())
                                    + " number of channels");
                }
            }
        }
    }

    private Weights weightsOf(Network network) {
        String average = network.name() + ".average";
        return learned.group(learned.tensors().containsKey(average) ? average : network.name() + ".weights");
    }

    private static List<ParameterSpec> convolutions(Network network) {
        List<ParameterSpec> ofDense = network.parametersOf(Layer.Dense.class);
        return network.parameters().stream()
                .filter(parameter -> !ofDense.contains(parameter))
                .toList();
    }

    /** With the convolutions taken from here; they stand in the same order, under other numbers. */
    @Override
    public Weights over(Network network, Weights random) {
        Network source = network.name().equals(networks.maker().name()) ? networks.maker() : networks.counterpart();
        Weights learnedThere = weightsOf(source);
        List<ParameterSpec> from = convolutions(source);
        List<ParameterSpec> to = convolutions(network);
        Map<String, Weights.Tensor> transferred = new LinkedHashMap<>(random.tensors());
        for (int i = 0; i < to.size(); i++) {
            transferred.put(to.get(i).name(), learnedThere.get(from.get(i).name()));
        }
        return new Weights(transferred);
    }
}
