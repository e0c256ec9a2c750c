package io.augmenta.zoo.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Builds one ONNX graph. Values are named after the operators that make them, numbered in order. */
final class OnnxGraph {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final String BATCH = "N";

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    private int nodes;

    OnnxGraph(String name) {
        graph.setName(name);
    }

    void floatInput(String name, List<Integer> extents) {
        graph.addInput(description(name, OnnxMl.TensorProto.DataType.FLOAT, extents));
    }

    void labelInput(String name) {
        graph.addInput(description(name, OnnxMl.TensorProto.DataType.INT64, List.of()));
    }

    /** Gives a value its public name. */
    void floatOutput(String name, String value, List<Integer> extents) {
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value)
                .addOutput(name));
        graph.addOutput(description(name, OnnxMl.TensorProto.DataType.FLOAT, extents));
    }

    private static OnnxMl.ValueInfoProto description(
            String name, OnnxMl.TensorProto.DataType type, List<Integer> extents) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam(BATCH);
        extents.forEach(extent -> shape.addDimBuilder().setDimValue(extent));
        OnnxMl.TypeProto.Builder ofTensor = OnnxMl.TypeProto.newBuilder();
        ofTensor.getTensorTypeBuilder().setElemType(type.getNumber()).setShape(shape);
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(ofTensor)
                .build();
    }

    /** Adds constant numbers in C-order; their name. */
    String floats(String name, List<Integer> shape, float[] values) {
        ByteBuffer raw = littleEndian(values.length * Float.BYTES);
        raw.asFloatBuffer().put(values);
        return constant(name, OnnxMl.TensorProto.DataType.FLOAT, shape, raw);
    }

    /** Adds constant whole numbers; their name. */
    String longs(String name, long... values) {
        ByteBuffer raw = littleEndian(values.length * Long.BYTES);
        raw.asLongBuffer().put(values);
        return constant(name, OnnxMl.TensorProto.DataType.INT64, List.of(values.length), raw);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String constant(String name, OnnxMl.TensorProto.DataType type, List<Integer> shape, ByteBuffer raw) {
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        shape.forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    /** Adds an operator with one output; the output's name. */
    String node(String operator, List<String> inputs, Map<String, ?> attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + "_" + nodes++;
        OnnxMl.NodeProto.Builder node = OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output);
        new TreeMap<>(attributes).forEach((name, value) -> node.addAttribute(attribute(name, value)));
        graph.addNode(node);
        return output;
    }

    private static OnnxMl.AttributeProto attribute(String name, Object value) {
        OnnxMl.AttributeProto.Builder attribute =
                OnnxMl.AttributeProto.newBuilder().setName(name);
        if (value instanceof Float number) {
            return attribute
                    .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
                    .setF(number)
                    .build();
        }
        if (value instanceof Long number) {
            return attribute
                    .setType(OnnxMl.AttributeProto.AttributeType.INT)
                    .setI(number)
                    .build();
        }
        if (value instanceof long[] numbers) {
            attribute.setType(OnnxMl.AttributeProto.AttributeType.INTS);
            for (long number : numbers) {
                attribute.addInts(number);
            }
            return attribute.build();
        }
        if (value instanceof String text) {
            return attribute
                    .setType(OnnxMl.AttributeProto.AttributeType.STRING)
                    .setS(ByteString.copyFromUtf8(text))
                    .build();
        }
        throw new IllegalArgumentException(
                "Attribute %s is a %s; Float, Long, long[] or String is needed".formatted(name, value.getClass()));
    }

    /** The whole model. */
    byte[] model(Map<String, String> metadata) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("augmenta")
                .setGraph(graph);
        model.addOpsetImportBuilder().setDomain("").setVersion(OPSET);
        metadata.forEach(
                (key, value) -> model.addMetadataPropsBuilder().setKey(key).setValue(value));
        return model.build().toByteArray();
    }
}
