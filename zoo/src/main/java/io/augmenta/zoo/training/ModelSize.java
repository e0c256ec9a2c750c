package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.Transfer;
import io.augmenta.zoo.recipe.VariationalRecipe;
import java.util.List;

/**
 * How large a recipe's model is.
 *
 * @param parameters trained numbers of all its networks
 * @param generatorParameters trained numbers of what makes images
 * @param generatorBytes of the tensors in the ONNX generator
 * @param checkpointBytes of the tensors in a checkpoint: the ONNX generator, and what a resume needs
 */
public record ModelSize(long parameters, long generatorParameters, long generatorBytes, long checkpointBytes) {

    /**
     * The size of a recipe's model.
     *
     * @param classes how many
     * @param channels of the images: 1 or 3
     * @param imageSize height and width in pixels: 32, 64 or 128
     * @throws UntrainableImagesException when there are no networks for such images
     */
    public static ModelSize of(Recipe recipe, int classes, int channels, int imageSize) {
        ImageShape.requireTrainable(channels, imageSize, imageSize);
        ModelNetworks networks = ModelNetworks.of(recipe, new ImageShape(classes, channels, imageSize));
        List<Network> all = List.of(networks.maker(), networks.counterpart());
        long trained = all.stream().mapToLong(ModelSize::trained).sum();
        long kept = all.stream().mapToLong(ModelSize::kept).sum();
        long ofGenerator = kept(networks.maker());
        long moments = 2 * trained + (recipe instanceof Transfer ? 2 * ofDenseLayers(all) : 0);
        long averages = recipe.optimisation().averageDecay() == 0 ? 0 : averaged(recipe, networks, kept);
        return new ModelSize(
                trained,
                trained(networks.maker()),
                ofGenerator * Float.BYTES,
                (kept + moments + averages + ofGenerator) * Float.BYTES);
    }

    private static long averaged(Recipe recipe, ModelNetworks networks, long keptOfAll) {
        return recipe instanceof VariationalRecipe ? keptOfAll : kept(networks.maker());
    }

    private static long ofDenseLayers(List<Network> networks) {
        return networks.stream()
                .flatMap(network -> network.parametersOf(Layer.Dense.class).stream())
                .mapToLong(ParameterSpec::size)
                .sum();
    }

    private static long trained(Network network) {
        return network.parameters().stream()
                .filter(ParameterSpec::trained)
                .mapToLong(ParameterSpec::size)
                .sum();
    }

    private static long kept(Network network) {
        return network.parameters().stream().mapToLong(ParameterSpec::size).sum();
    }
}
