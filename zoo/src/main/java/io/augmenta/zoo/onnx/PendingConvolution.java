package io.augmenta.zoo.onnx;

import io.augmenta.zoo.layer.PlacedLayer;
import io.augmenta.zoo.layer.Weights;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A convolution, plain or transposed, that may still have a batch normalisation folded into it. */
final class PendingConvolution implements OnnxValue {

    /** Which axis of the weights counts the channels of the output. */
    enum Kind {
        PLAIN("Conv", 0),
        TRANSPOSED("ConvTranspose", 1);

        private final String operator;
        private final int outputAxis;

        Kind(String operator, int outputAxis) {
            this.operator = operator;
            this.outputAxis = outputAxis;
        }
    }

    private final OnnxGraph graph;
    private final Kind kind;
    private final PlacedLayer at;
    private final String input;
    private final Map<String, long[]> attributes;
    private final List<Integer> shape;
    private float[] weight;
    private float @Nullable [] bias;
    private @Nullable String written;

    PendingConvolution(
            OnnxGraph graph,
            Kind kind,
            PlacedLayer at,
            String input,
            Map<String, long[]> attributes,
            Weights.Tensor weight,
            Weights.@Nullable Tensor bias) {
        this.graph = graph;
        this.kind = kind;
        this.at = at;
        this.input = input;
        this.attributes = attributes;
        this.shape = weight.shape();
        this.weight = weight.values();
        this.bias = bias == null ? null : bias.values();
    }

    /** Folds {@code scale · x + shift}, per channel of the output, into weights and bias, if it is not too late. */
    boolean fold(double[] scale, double[] shift) {
        if (written != null) {
            return false;
        }
        float[] foldedBias = new float[scale.length];
        for (int channel = 0; channel < scale.length; channel++) {
            double before = bias == null ? 0 : bias[channel];
            foldedBias[channel] = (float) (before * scale[channel] + shift[channel]);
        }
        bias = foldedBias;
        weight = scaled(scale);
        return true;
    }

    private float[] scaled(double[] scale) {
        int perStep = 1;
        for (int axis = kind.outputAxis + 1; axis < shape.size(); axis++) {
            perStep *= shape.get(axis);
        }
        float[] scaled = new float[weight.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (weight[i] * scale[i / perStep % scale.length]);
        }
        return scaled;
    }

    @Override
    public String name() {
        if (written == null) {
            written = write();
        }
        return written;
    }

    private String write() {
        String weightName = graph.floats(at.nameOf("weight"), shape, weight);
        if (bias == null) {
            return graph.node(kind.operator, List.of(input, weightName), attributes);
        }
        String biasName = graph.floats(at.nameOf("bias"), List.of(bias.length), bias);
        return graph.node(kind.operator, List.of(input, weightName, biasName), attributes);
    }
}
