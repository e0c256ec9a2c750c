package io.augmenta.zoo.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer at its place in a network.
 *
 * @param path where it stands, such as {@code 3} or {@code 5.body.0}; prefix of its tensors' names
 * @param layer the layer
 * @param input what it is fed
 */
public record PlacedLayer(String path, Layer layer, Features input) {

    /** What it makes. */
    public Features output() {
        return layer.output(input);
    }

    /** The full name of one of its tensors: {@code 3.weight}. */
    public String nameOf(String parameter) {
        return path + "." + parameter;
    }

    /** Places the layers of a branch within this one. */
    List<PlacedLayer> within(String branch, List<Layer> layers) {
        return place(path + "." + branch + ".", layers, input);
    }

    /** Every tensor of this layer and of those within it, with full names. */
    List<ParameterSpec> parameters(Initialisation initialisation) {
        List<ParameterSpec> named = new ArrayList<>();
        for (ParameterSpec own : layer.parameters(input, initialisation)) {
            named.add(new ParameterSpec(nameOf(own.name()), own.shape(), own.trained(), own.initially()));
        }
        if (layer instanceof Layer.Residual residual) {
            within("body", residual.body()).forEach(inner -> named.addAll(inner.parameters(initialisation)));
            within("shortcut", residual.shortcut()).forEach(inner -> named.addAll(inner.parameters(initialisation)));
        }
        return named;
    }

    static List<PlacedLayer> place(String prefix, List<Layer> layers, Features input) {
        List<PlacedLayer> placed = new ArrayList<>();
        Features fed = input;
        for (int i = 0; i < layers.size(); i++) {
            PlacedLayer next = new PlacedLayer(prefix + i, layers.get(i), fed);
            placed.add(next);
            fed = next.output();
        }
        return placed;
    }

    static Features output(List<Layer> layers, Features input) {
        Features fed = input;
        for (Layer layer : layers) {
            fed = layer.output(fed);
        }
        return fed;
    }

    static <T> T readAll(LayerReader<T> reader, List<PlacedLayer> layers, T input) {
        T value = input;
        for (PlacedLayer placed : layers) {
            value = placed.layer().read(reader, placed, value);
        }
        return value;
    }
}
