package io.augmenta.zoo.layer;

import java.util.List;

/**
 * One tensor that belongs to a layer.
 *
 * @param name within the layer, such as {@code weight}
 * @param shape extents, outermost first, as PyTorch and ONNX both have them
 * @param trained whether an optimiser changes it; running statistics are kept but not trained
 * @param initially how it begins
 */
public record ParameterSpec(String name, List<Integer> shape, boolean trained, Initial initially) {

    /** Copies the shape. */
    public ParameterSpec {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    static ParameterSpec weight(Initialisation initialisation, int fanIn, Integer... shape) {
        Initial initial = new Initial.Normal(initialisation.deviation(fanIn));
        return new ParameterSpec("weight", List.of(shape), true, initial);
    }

    static ParameterSpec trained(String name, int size, double value) {
        return new ParameterSpec(name, List.of(size), true, new Initial.Constant(value));
    }

    static ParameterSpec tracked(String name, int size, double value) {
        return new ParameterSpec(name, List.of(size), false, new Initial.Constant(value));
    }

    /** How a tensor begins. */
    public sealed interface Initial {

        /**
         * Every element the same.
         *
         * @param value of every element
         */
        record Constant(double value) implements Initial {}

        /**
         * Independent draws from a normal distribution of mean 0.
         *
         * @param deviation its standard deviation
         */
        record Normal(double deviation) implements Initial {}
    }
}
