package io.augmenta.generator.rest.inference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A tensor of a request.
 *
 * @param name which input
 * @param datatype as the protocol names it
 * @param shape rows first
 * @param data all elements in row-major order
 */
record Tensor(String name, String datatype, List<Long> shape, List<JsonNode> data) {
    private static final int DEEPEST = 8;

    /** Reads an input; its data are in it, nested or flat, or follow the body's JSON. */
    static Tensor of(JsonNode input, InferenceBody body) throws InvalidTensorException {
        String name = text(input, "name", "an input");
        String datatype = text(input, "datatype", "input \"" + name + "\"");
        List<Long> shape = new ArrayList<>();
        for (JsonNode size : input.path("shape")) {
            if (!size.canConvertToLong() || size.asLong() < 0) {
                throw new InvalidTensorException(
                        "input \"" + name + "\": expected a shape of whole numbers, got " + size);
            }
            shape.add(size.asLong());
        }
        List<JsonNode> data = data(input, name, datatype, body);
        long expected = shape.stream().reduce(1L, Math::multiplyExact);
        if (shape.isEmpty() || data.size() != expected) {
            throw new InvalidTensorException("input \"" + name + "\": expected a shape and as many elements as it says,"
                    + " got " + shape + " and " + data.size());
        }
        return new Tensor(name, datatype, List.copyOf(shape), data);
    }

    private static List<JsonNode> data(JsonNode input, String name, String datatype, InferenceBody body)
            throws InvalidTensorException {
        JsonNode binaryBytes = input.path("parameters").path("binary_data_size");
        if (!binaryBytes.isMissingNode()) {
            return BinaryTensor.elements(name, datatype, body.take(name, binaryBytes));
        }
        List<JsonNode> data = new ArrayList<>();
        flatten(name, input.path("data"), data, 0);
        return data;
    }

    private static String text(JsonNode node, String field, String where) throws InvalidTensorException {
        if (!node.path(field).isTextual()) {
            throw new InvalidTensorException(where + ": expected a text as \"" + field + "\"");
        }
        return node.path(field).asText();
    }

    private static void flatten(String name, JsonNode node, List<JsonNode> target, int depth)
            throws InvalidTensorException {
        if (!node.isArray() || depth > DEEPEST) {
            throw new InvalidTensorException("input \"" + name + "\": expected an array as \"data\"");
        }
        for (JsonNode element : node) {
            if (element.isArray()) {
                flatten(name, element, target, depth + 1);
            } else {
                target.add(element);
            }
        }
    }

    int rows() {
        return Math.toIntExact(shape.get(0));
    }

    /** Checks that it is a column of this type. */
    void requireColumn(Set<String> datatypes) throws InvalidTensorException {
        boolean column = shape.size() == 1 || (shape.size() == 2 && shape.get(1) == 1);
        if (!column || !datatypes.contains(datatype)) {
            throw new InvalidTensorException("input \"" + name + "\": expected the shape [N] or [N, 1] and the type "
                    + String.join(" or ", datatypes) + ", got " + shape + " and " + datatype);
        }
    }

    long[] longs() throws InvalidTensorException {
        long[] values = new long[data.size()];
        for (int i = 0; i < values.length; i++) {
            if (!data.get(i).isIntegralNumber() || !data.get(i).canConvertToLong()) {
                throw new InvalidTensorException(
                        "input \"" + name + "\": expected whole numbers of 64 bits, got " + data.get(i));
            }
            values[i] = data.get(i).asLong();
        }
        return values;
    }

    float[] floats() throws InvalidTensorException {
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            if (!data.get(i).isNumber() || !Float.isFinite(data.get(i).floatValue())) {
                throw new InvalidTensorException("input \"" + name + "\": expected finite numbers, got " + data.get(i));
            }
            values[i] = data.get(i).floatValue();
        }
        return values;
    }
}
