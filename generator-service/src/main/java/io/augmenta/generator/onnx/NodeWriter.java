package io.augmenta.generator.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Adds nodes to a graph. Each result has the name that it is given, and so has its node. Not thread-safe. */
final class NodeWriter {
    private final GraphProto.Builder graph;

    NodeWriter(GraphProto.Builder graph) {
        this.graph = graph;
    }

    void concat(String result, List<String> inputs, int axis) {
        graph.addNode(node("Concat", result, inputs).addAttribute(number("axis", axis)));
    }

    void transpose(String result, String input, long... axes) {
        graph.addNode(node("Transpose", result, List.of(input)).addAttribute(numbers("perm", axes)));
    }

    /** A shape of which one extent, -1, is what is left. */
    void reshape(String result, String input, long... shape) {
        ByteBuffer raw = littleEndian(shape.length * Long.BYTES);
        raw.asLongBuffer().put(shape);
        String name = result + "/shape";
        constant(name, TensorProto.DataType.INT64, raw, shape.length);
        graph.addNode(node("Reshape", result, List.of(input, name)));
    }

    /**
     * A convolution that neither skips pixels nor moves by more than one.
     *
     * @param inputs the input, the weights and, where there is one, the bias
     * @param taps height and width of the kernel
     * @param pads zeros above, on the left, below, on the right
     */
    void conv(String result, List<String> inputs, int taps, long... pads) {
        graph.addNode(node("Conv", result, inputs)
                .addAttribute(numbers("kernel_shape", taps, taps))
                .addAttribute(numbers("pads", pads)));
    }

    /** The same operation as another node's, on another input. */
    void like(NodeProto other, String result, String input) {
        graph.addNode(other.toBuilder()
                .clearInput()
                .clearOutput()
                .setName(result)
                .addInput(input)
                .addOutput(result));
    }

    void floats(String name, float[] values, long... shape) {
        ByteBuffer raw = littleEndian(values.length * Float.BYTES);
        raw.asFloatBuffer().put(values);
        constant(name, TensorProto.DataType.FLOAT, raw, shape);
    }

    private void constant(String name, TensorProto.DataType type, ByteBuffer raw, long... shape) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList())
                .setRawData(ByteString.copyFrom(raw)));
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static NodeProto.Builder node(String operator, String result, List<String> inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(result)
                .addAllInput(inputs)
                .addOutput(result);
    }

    private static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static AttributeProto numbers(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(LongStream.of(values).boxed().toList())
                .build();
    }
}
