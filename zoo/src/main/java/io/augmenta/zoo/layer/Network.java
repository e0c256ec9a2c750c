package io.augmenta.zoo.layer;

import java.util.List;

/**
 * A network: what it is fed and its layers, in order. Immutable; valid once made.
 *
 * @param name for people and graphs, such as {@code generator}
 * @param input what the first layer is fed
 * @param layers in order
 * @param initialisation how large the weights begin
 */
public record Network(String name, Features input, List<Layer> layers, Initialisation initialisation) {

    /**
     * Copies the layers and checks that each takes what the one before makes.
     *
     * @throws IncompatibleLayersException when one does not
     */
    public Network {
        layers = List.copyOf(layers);
        PlacedLayer.output(layers, input);
    }

    /** A network whose weights begin as {@link Initialisation.Kaiming} says. */
    public Network(String name, Features input, List<Layer> layers) {
        this(name, input, layers, new Initialisation.Kaiming());
    }

    /**
     * The same network up to its last layers, with the same names of tensors.
     *
     * @param layersLeftOut how many of the last layers are not in it, fewer than there are
     */
    public Network withoutLast(int layersLeftOut) {
        return new Network(name, input, layers.subList(0, layers.size() - layersLeftOut), initialisation);
    }

    /** What the last layer makes. */
    public Features output() {
        return PlacedLayer.output(layers, input);
    }

    /** The layers at their places. */
    public List<PlacedLayer> placed() {
        return PlacedLayer.place("", layers, input);
    }

    /** Every tensor of the network, with full names, in order. */
    public List<ParameterSpec> parameters() {
        return placed().stream()
                .flatMap(placed -> placed.parameters(initialisation).stream())
                .toList();
    }

    /** The tensors of the layers of that kind, with full names, in order. */
    public List<ParameterSpec> parametersOf(Class<? extends Layer> kind) {
        return placed().stream()
                .filter(placed -> kind.isInstance(placed.layer()))
                .flatMap(placed -> placed.parameters(initialisation).stream())
                .toList();
    }

    /** Has every layer read in order, each fed with what the one before became. */
    public <T> T read(LayerReader<T> reader, T fed) {
        return PlacedLayer.readAll(reader, placed(), fed);
    }
}
