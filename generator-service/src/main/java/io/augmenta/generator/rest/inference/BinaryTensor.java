package io.augmenta.generator.rest.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Elements of tensors in binary: little-endian, without padding; a text is preceded by its length in 4 bytes. */
final class BinaryTensor {
    private BinaryTensor() {}

    /** All elements of a tensor, as JSON would have them. */
    static List<JsonNode> elements(String name, String datatype, ByteBuffer data) throws InvalidTensorException {
        List<JsonNode> elements = new ArrayList<>();
        try {
            while (data.hasRemaining()) {
                elements.add(element(name, datatype, data));
            }
        } catch (BufferUnderflowException e) {
            throw new InvalidTensorException("input \"" + name + "\": its binary data end within an element");
        }
        return elements;
    }

    private static JsonNode element(String name, String datatype, ByteBuffer data) throws InvalidTensorException {
        return switch (datatype) {
            case "INT64" -> LongNode.valueOf(data.getLong());
            case "INT32" -> IntNode.valueOf(data.getInt());
            case "FP32" -> FloatNode.valueOf(data.getFloat());
            case "BYTES" -> TextNode.valueOf(text(data));
            default ->
                throw new InvalidTensorException(
                        "input \"" + name + "\": expected BYTES, INT64, INT32 or FP32, got " + datatype);
        };
    }

    private static String text(ByteBuffer data) {
        long length = Integer.toUnsignedLong(data.getInt());
        if (length > data.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[(int) length];
        data.get(text);
        return new String(text, UTF_8);
    }
}
