package io.augmenta.zoo.onnx;

import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;

/**
 * Writes networks for inference as ONNX models (opset 17, IR version 8) with any batch size. Dropout is left out, and
 * batch normalisation is folded into the convolution before it where there is one. Equal networks and weights make equal
 * bytes. Thread-safe.
 */
public final class OnnxExporter {

    private OnnxExporter() {}

    /**
     * Exports a network.
     *
     * @param weights every tensor of the network
     * @return a serialised ONNX {@code ModelProto}
     * @throws IllegalArgumentException when a tensor is missing
     */
    public static byte[] export(Network network, Weights weights, OnnxSignature signature) {
        OnnxGraph graph = new OnnxGraph(network.name());
        graph.floatInput(signature.input(), network.input().extents());
        OnnxReader reader = new OnnxReader(graph, weights);
        OnnxValue result = network.read(reader, OnnxValue.named(signature.input()));
        if (reader.usesLabels()) {
            graph.labelInput(OnnxSignature.LABEL);
        }
        graph.floatOutput(signature.output(), result.name(), network.output().extents());
        return graph.model(signature.metadata());
    }
}
