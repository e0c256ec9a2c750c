package io.augmenta.zoo.onnx;

/**
 * A value in a graph. A convolution is written only when something asks for its name, so that a batch normalisation that
 * comes first can still be folded into it.
 */
interface OnnxValue {

    /** The value's name in the graph, in which it exists from now on. */
    String name();

    static OnnxValue named(String name) {
        return () -> name;
    }
}
