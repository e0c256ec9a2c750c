package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;

/**
 * Tensors with plain numbers. DJL's own {@code x.mul(2f)} puts the number into Java memory, which the garbage collector
 * takes back while the graph of the operation still points there: the gradient is then taken with whatever stands in its
 * place. These hand the number over by value.
 *
 * <p>Results belong to the owner of the tensor given. Differentiable. Thread-safe.
 */
public final class Arithmetic {

    private Arithmetic() {}

    /** {@code x · factor}, element by element. */
    public static NDArray times(NDArray x, double factor) {
        Aten aten = Aten.instance();
        return aten.call(x.getManager(), "times", x, aten.constant(factor));
    }

    /** {@code x + summand}, element by element. */
    public static NDArray plus(NDArray x, double summand) {
        Aten aten = Aten.instance();
        return aten.call(x.getManager(), "plus", x, aten.constant(summand));
    }
}
