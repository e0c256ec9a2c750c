package io.augmenta.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.generator.batching.Engine;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.batching.RunFailedException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The images that a checkpoint's trainer makes of some latents and labels, as its reference file (safetensors) has them.
 *
 * @param rows what they are made of
 * @param images [N, C, H, W], from -1 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // compared once, never handed out
record ReferenceImages(Rows rows, float[] images) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a file.
     *
     * @throws GeneratorUnavailableException if it is none, or not for a generator of this shape
     */
    static ReferenceImages read(byte[] file, GeneratorShape shape) throws GeneratorUnavailableException {
        try {
            ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = new byte[Math.toIntExact(Math.min(all.getLong(), file.length))];
            all.get(header);
            JsonNode tensors = JSON.readTree(header);
            ByteBuffer data = all.slice().order(ByteOrder.LITTLE_ENDIAN);
            LongBuffer labels = part(data, tensors, "label", "I64").asLongBuffer();
            long[] label = new long[labels.remaining()];
            labels.get(label);
            float[] latent = floats(part(data, tensors, "latent", "F32"));
            float[] image = floats(part(data, tensors, "image", "F32"));
            boolean known = Arrays.stream(label).allMatch(value -> value >= 0 && value < shape.classes());
            if (label.length == 0
                    || !known
                    || latent.length != label.length * shape.latentSize()
                    || image.length != label.length * shape.samplesPerImage()) {
                throw new GeneratorUnavailableException(
                        "its reference images are for a generator of another shape than " + shape, null);
            }
            return new ReferenceImages(new Rows(latent, label), image);
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | BufferUnderflowException e) {
            throw new GeneratorUnavailableException("its reference images cannot be read: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer part(ByteBuffer data, JsonNode tensors, String name, String type) {
        JsonNode tensor = tensors.path(name);
        JsonNode offsets = tensor.path("data_offsets");
        if (!tensor.path("dtype").asText().equals(type) || offsets.size() != 2) {
            throw new IllegalArgumentException("expected a tensor " + name + " of " + type);
        }
        int from = offsets.get(0).asInt();
        return data.slice(from, offsets.get(1).asInt() - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] floats(ByteBuffer part) {
        FloatBuffer values = part.asFloatBuffer();
        float[] floats = new float[values.remaining()];
        values.get(floats);
        return floats;
    }

    /**
     * How far an engine's images are from these: the largest difference of a sample. Not a number where one of its samples
     * is none.
     *
     * @throws RunFailedException if the engine fails
     */
    double largestDifference(Engine engine, int maxBatchImages) throws RunFailedException {
        double largest = 0;
        int perImage = images.length / rows.images();
        for (int from = 0; from < rows.images(); from += maxBatchImages) {
            int to = Math.min(rows.images(), from + maxBatchImages);
            float[] made = engine.run(rows.part(from, to));
            for (int i = 0; i < (to - from) * perImage; i++) {
                double difference = Math.abs((double) made[i] - images[from * perImage + i]);
                largest = Double.isNaN(difference) ? Double.NaN : Math.max(largest, difference);
            }
        }
        return largest;
    }
}
