package io.augmenta.generator.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Transposed convolutions as plain ones, whose outputs are interleaved. ONNX Runtime has quick kernels for plain convolutions
 * on a CPU; transposed ones it makes of a matrix product and a sum over overlapping patches, for which it has none
 * (decision 24). The sums have the same terms in another order, so that samples differ by rounding only.
 *
 * <p>A graph is rewritten where it is served, not where it is exported: other runtimes have other kernels. Stateless,
 * thread-safe.
 */
public final class SubpixelConvolutions {
    /** The kernels take so many channels at once, and only whole such blocks of them. */
    private static final int BLOCK_CHANNELS = 16;

    private static final Set<String> ACTIVATIONS = Set.of("Relu", "LeakyRelu");

    private SubpixelConvolutions() {}

    /**
     * Rewrites those of a graph for which it pays: with whole blocks of channels, and of a size that is known.
     *
     * @param onnx a serialised {@code ModelProto}
     * @return one that makes the same images; the same bytes where there is nothing to rewrite, or nothing that can be read,
     *     which is for whoever loads it to tell
     */
    public static byte[] in(byte[] onnx) {
        try {
            ModelProto model = ModelProto.parseFrom(onnx);
            Map<String, TransposedConvolution> convolutions = convolutions(model.getGraph());
            if (convolutions.isEmpty()) {
                return onnx;
            }
            Map<String, SubpixelConvolution> subpixel = ofKnownSize(model, convolutions);
            return model.toBuilder()
                    .setGraph(rewritten(model.getGraph(), subpixel))
                    .build()
                    .toByteArray();
        } catch (InvalidProtocolBufferException | OrtException unreadable) {
            return onnx;
        }
    }

    /** Those that kernels for blocks of channels can do, by the names of their outputs. */
    private static Map<String, TransposedConvolution> convolutions(GraphProto graph) {
        Map<String, TensorProto> constants = graph.getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, Function.identity(), (one, again) -> one));
        Map<String, TransposedConvolution> found = new LinkedHashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            TransposedConvolution.of(node, constants)
                    .filter(convolution ->
                            convolution.inputs() % BLOCK_CHANNELS == 0 && convolution.outputs() % BLOCK_CHANNELS == 0)
                    .ifPresent(convolution -> found.put(node.getOutput(0), convolution));
        }
        return found;
    }

    private static Map<String, SubpixelConvolution> ofKnownSize(
            ModelProto model, Map<String, TransposedConvolution> convolutions) throws OrtException {
        Map<String, SubpixelConvolution> known = new HashMap<>();
        StaticShapes.of(model, convolutions.keySet()).forEach((output, shape) -> {
            TransposedConvolution convolution = convolutions.get(output);
            if (convolution != null && shape.length == 4 && shape[2] > 0 && shape[3] > 0) {
                int stride = convolution.stride();
                known.put(output, new SubpixelConvolution(convolution, shape[2] / stride, shape[3] / stride));
            }
        });
        return known;
    }

    private static GraphProto rewritten(GraphProto graph, Map<String, SubpixelConvolution> convolutions) {
        Map<String, NodeProto> activations = activations(graph);
        GraphProto.Builder rewritten = graph.toBuilder().clearNode().clearInitializer();
        NodeWriter writer = new NodeWriter(rewritten);
        Set<String> written = new HashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            String output = node.getOutputCount() == 0 ? "" : node.getOutput(0);
            SubpixelConvolution convolution = convolutions.get(output);
            if (convolution != null) {
                Optional<NodeProto> activation = Optional.ofNullable(activations.get(output));
                convolution.write(writer, node, activation);
                written.add(activation.orElse(node).getOutput(0));
            } else if (!written.contains(output)) {
                rewritten.addNode(node);
            }
        }
        return withConstantsInUse(rewritten, graph);
    }

    /** Activations by their inputs, where nothing else takes the same input. */
    private static Map<String, NodeProto> activations(GraphProto graph) {
        Map<String, Long> uses = Stream.concat(
                        graph.getOutputList().stream().map(ValueInfoProto::getName),
                        graph.getNodeList().stream().flatMap(node -> node.getInputList().stream()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return graph.getNodeList().stream()
                .filter(node -> ACTIVATIONS.contains(node.getOpType()) && node.getInputCount() == 1)
                .filter(node -> uses.getOrDefault(node.getInput(0), 0L) == 1)
                .collect(Collectors.toMap(node -> node.getInput(0), Function.identity(), (one, again) -> one));
    }

    private static GraphProto withConstantsInUse(GraphProto.Builder rewritten, GraphProto graph) {
        Set<String> inUse = new HashSet<>();
        rewritten.getNodeList().forEach(node -> inUse.addAll(node.getInputList()));
        graph.getInitializerList().stream()
                .filter(constant -> inUse.contains(constant.getName()))
                .forEach(rewritten::addInitializer);
        return rewritten.build();
    }
}
