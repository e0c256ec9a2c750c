package io.augmenta.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reference images as a trainer writes them: a safetensors file, its tensors in another order than the trainer's. */
final class TestReference {
    private TestReference() {}

    static byte[] file(float[] latents, long[] labels, float[] images, GeneratorShape shape) {
        int latentsAt = images.length * Float.BYTES;
        int labelsAt = latentsAt + latents.length * Float.BYTES;
        int end = labelsAt + labels.length * Long.BYTES;
        byte[] header = ("{\"__metadata__\":{\"of\":\"a test\"},"
                        + "\"image\":{\"dtype\":\"F32\",\"shape\":[%d,%d,%d,%d],\"data_offsets\":[0,%d]},"
                                .formatted(labels.length, shape.channels(), shape.height(), shape.width(), latentsAt)
                        + "\"latent\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]},"
                                .formatted(labels.length, shape.latentSize(), latentsAt, labelsAt)
                        + "\"label\":{\"dtype\":\"I64\",\"shape\":[%d],\"data_offsets\":[%d,%d]}}"
                                .formatted(labels.length, labelsAt, end))
                .getBytes(UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + end).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        for (float value : images) {
            file.putFloat(value);
        }
        for (float value : latents) {
            file.putFloat(value);
        }
        for (long value : labels) {
            file.putLong(value);
        }
        return file.array();
    }
}
