package io.augmenta.zoo.onnx;

import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.LayerReader;
import io.augmenta.zoo.layer.PlacedLayer;
import io.augmenta.zoo.layer.Weights;
import java.util.List;
import java.util.Map;

/** Writes a network's layers into a graph, for inference. */
final class OnnxReader implements LayerReader<OnnxValue> {

    private static final Map<String, ?> NO_ATTRIBUTES = Map.of();

    private final OnnxGraph graph;
    private final Weights weights;
    private boolean usesLabels;

    OnnxReader(OnnxGraph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
    }

    boolean usesLabels() {
        return usesLabels;
    }

    private OnnxValue node(String operator, Map<String, ?> attributes, String... inputs) {
        return OnnxValue.named(graph.node(operator, List.of(inputs), attributes));
    }

    private Weights.Tensor own(PlacedLayer at, String parameter) {
        return weights.get(at.nameOf(parameter));
    }

    private String constant(PlacedLayer at, String parameter) {
        Weights.Tensor tensor = own(at, parameter);
        return graph.floats(at.nameOf(parameter), tensor.shape(), tensor.values());
    }

    @Override
    public OnnxValue dense(Layer.Dense layer, PlacedLayer at, OnnxValue input) {
        Map<String, Long> transposed = Map.of("transB", 1L);
        return layer.bias()
                ? node("Gemm", transposed, input.name(), constant(at, "weight"), constant(at, "bias"))
                : node("Gemm", transposed, input.name(), constant(at, "weight"));
    }

    @Override
    public OnnxValue unflatten(Layer.Unflatten layer, PlacedLayer at, OnnxValue input) {
        String shape = graph.longs(at.nameOf("shape"), -1, layer.channels(), layer.height(), layer.width());
        return node("Reshape", NO_ATTRIBUTES, input.name(), shape);
    }

    @Override
    public OnnxValue flatten(Layer.Flatten layer, PlacedLayer at, OnnxValue input) {
        return node("Flatten", Map.of("axis", 1L), input.name());
    }

    @Override
    public OnnxValue conv(Layer.Conv layer, PlacedLayer at, OnnxValue input) {
        return new PendingConvolution(
                graph,
                PendingConvolution.Kind.PLAIN,
                at,
                input.name(),
                geometry(layer.kernel(), layer.stride(), layer.padding()),
                own(at, "weight"),
                layer.bias() ? own(at, "bias") : null);
    }

    @Override
    public OnnxValue convTranspose(Layer.ConvTranspose layer, PlacedLayer at, OnnxValue input) {
        return new PendingConvolution(
                graph,
                PendingConvolution.Kind.TRANSPOSED,
                at,
                input.name(),
                geometry(layer.kernel(), layer.stride(), layer.padding()),
                own(at, "weight"),
                layer.bias() ? own(at, "bias") : null);
    }

    private static Map<String, long[]> geometry(long kernel, long stride, long padding) {
        return Map.of(
                "kernel_shape", new long[] {kernel, kernel},
                "strides", new long[] {stride, stride},
                "pads", new long[] {padding, padding, padding, padding});
    }

    @Override
    public OnnxValue batchNorm(Layer.BatchNorm layer, PlacedLayer at, OnnxValue input) {
        if (input instanceof PendingConvolution convolution && foldInto(convolution, layer, at)) {
            return convolution;
        }
        return node(
                "BatchNormalization",
                Map.of("epsilon", (float) layer.epsilon()),
                input.name(),
                constant(at, "gamma"),
                constant(at, "beta"),
                constant(at, "mean"),
                constant(at, "variance"));
    }

    private boolean foldInto(PendingConvolution convolution, Layer.BatchNorm layer, PlacedLayer at) {
        float[] gamma = own(at, "gamma").values();
        float[] beta = own(at, "beta").values();
        float[] mean = own(at, "mean").values();
        float[] variance = own(at, "variance").values();
        double[] scale = new double[gamma.length];
        double[] shift = new double[gamma.length];
        for (int channel = 0; channel < scale.length; channel++) {
            scale[channel] = gamma[channel] / Math.sqrt(variance[channel] + layer.epsilon());
            shift[channel] = beta[channel] - mean[channel] * scale[channel];
        }
        return convolution.fold(scale, shift);
    }

    @Override
    public OnnxValue leakyRelu(Layer.LeakyRelu layer, PlacedLayer at, OnnxValue input) {
        return node("LeakyRelu", Map.of("alpha", (float) layer.slope()), input.name());
    }

    @Override
    public OnnxValue relu(Layer.Relu layer, PlacedLayer at, OnnxValue input) {
        return node("Relu", NO_ATTRIBUTES, input.name());
    }

    @Override
    public OnnxValue dropout(Layer.Dropout layer, PlacedLayer at, OnnxValue input) {
        return input;
    }

    @Override
    public OnnxValue tanh(Layer.Tanh layer, PlacedLayer at, OnnxValue input) {
        return node("Tanh", NO_ATTRIBUTES, input.name());
    }

    @Override
    public OnnxValue signedSigmoid(Layer.SignedSigmoid layer, PlacedLayer at, OnnxValue input) {
        String half = graph.floats(at.nameOf("half"), List.of(1), new float[] {0.5f});
        OnnxValue halved = node("Mul", NO_ATTRIBUTES, input.name(), half);
        return node("Tanh", NO_ATTRIBUTES, halved.name());
    }

    @Override
    public OnnxValue maxPool(Layer.MaxPool layer, PlacedLayer at, OnnxValue input) {
        long[] squares = {layer.size(), layer.size()};
        return node("MaxPool", Map.of("kernel_shape", squares, "strides", squares), input.name());
    }

    /** Output pixel i is input pixel ⌊i / factor⌋, as in PyTorch. */
    @Override
    public OnnxValue upsample(Layer.Upsample layer, PlacedLayer at, OnnxValue input) {
        String scales =
                graph.floats(at.nameOf("scales"), List.of(4), new float[] {1, 1, layer.factor(), layer.factor()});
        Map<String, String> nearest =
                Map.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor");
        // the empty name stands for the region of interest, which this mode does not look at
        return node("Resize", nearest, input.name(), "", scales);
    }

    @Override
    public OnnxValue globalAveragePool(Layer.GlobalAveragePool layer, PlacedLayer at, OnnxValue input) {
        OnnxValue pooled = node("GlobalAveragePool", NO_ATTRIBUTES, input.name());
        return node("Flatten", Map.of("axis", 1L), pooled.name());
    }

    @Override
    public OnnxValue sum(PlacedLayer at, OnnxValue body, OnnxValue shortcut) {
        return node("Add", NO_ATTRIBUTES, body.name(), shortcut.name());
    }

    /** Row y of the identity is the class y as zeros with a one. */
    @Override
    public OnnxValue labelConcat(Layer.LabelConcat layer, PlacedLayer at, OnnxValue input) {
        int classes = layer.classes();
        float[] identity = new float[classes * classes];
        for (int label = 0; label < classes; label++) {
            identity[label * classes + label] = 1;
        }
        String rows = graph.floats(at.nameOf("identity"), List.of(classes, classes), identity);
        OnnxValue oneHot = node("Gather", Map.of("axis", 0L), rows, labels());
        return node("Concat", Map.of("axis", 1L), input.name(), oneHot.name());
    }

    /** {@code (w + v_y) · φ}, where row 0 of the weights is w and row 1 + y is v_y. */
    @Override
    public OnnxValue labelProjection(Layer.LabelProjection layer, PlacedLayer at, OnnxValue input) {
        String weight = constant(at, "weight");
        OnnxValue row = node("Add", NO_ATTRIBUTES, labels(), graph.longs(at.nameOf("one"), 1));
        OnnxValue ofLabel = node("Gather", Map.of("axis", 0L), weight, row.name());
        OnnxValue ofAll = node("Gather", Map.of("axis", 0L), weight, graph.longs(at.nameOf("zero"), 0));
        OnnxValue rows = node("Add", NO_ATTRIBUTES, ofLabel.name(), ofAll.name());
        OnnxValue products = node("Mul", NO_ATTRIBUTES, input.name(), rows.name());
        String axis = graph.longs(at.nameOf("axis"), 1);
        OnnxValue scores = node("ReduceSum", Map.of("keepdims", 1L), products.name(), axis);
        return layer.bias() ? node("Add", NO_ATTRIBUTES, scores.name(), constant(at, "bias")) : scores;
    }

    private String labels() {
        usesLabels = true;
        return OnnxSignature.LABEL;
    }
}
