package io.augmenta.zoo.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a network as plain numbers, by full name, in the network's order. The arrays are not copied: whoever
 * makes an instance hands them over, and readers leave them as they are.
 *
 * @param tensors by name
 */
public record Weights(Map<String, Tensor> tensors) {

    /**
     * One tensor in C-order.
     *
     * @param shape extents, outermost first
     * @param values as many as the product of the extents
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on, not compared
    public record Tensor(List<Integer> shape, float[] values) {

        /** @throws IllegalArgumentException when shape and values disagree */
        public Tensor {
            shape = List.copyOf(shape);
            int size = shape.stream().reduce(1, Math::multiplyExact);
            if (size != values.length) {
                throw new IllegalArgumentException(
                        "A tensor of shape %s has %d values, not %d".formatted(shape, size, values.length));
            }
        }
    }

    /** Keeps the order. */
    public Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("No tensor \"%s\"; there are %s".formatted(name, tensors.keySet()));
        }
        return tensor;
    }
}
