package io.augmenta.zoo.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.Recipe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Images that a generator makes while it is still the trainer's, with the latents and labels they are made of, so that
 * whoever runs the exported graph elsewhere can tell whether it computes the same. One image of each class, fewer where
 * images are large, the classes in order; the latents depend on the seed alone.
 *
 * <p>As a safetensors file (https://github.com/huggingface/safetensors): the length of the header as 8 bytes, the header
 * in JSON, then the tensors {@code latent} F32 {@code [N, latentSize]}, {@code label} I64 {@code [N]} and {@code image} F32
 * {@code [N, C, H, W]}, all little-endian.
 */
final class ReferenceImages {

    /** Some four megabytes. */
    private static final int MOST_SAMPLES = 1 << 20;

    private ReferenceImages() {}

    static byte[] safetensors(GenerativeModel model, ImageShape shape, Recipe recipe, long seed) {
        int samples = shape.channels() * shape.size() * shape.size();
        int count = Math.max(1, Math.min(recipe.conditional() ? shape.classes() : 1, MOST_SAMPLES / samples));
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i;
        }
        float[] latents = RandomStream.of(seed, "reference images", 0).gaussians(count * recipe.latentSize());
        return encode(latents, labels, model.generate(latents, labels), shape);
    }

    private static byte[] encode(float[] latents, int[] labels, float[] images, ImageShape shape) {
        int count = labels.length;
        int labelsAt = latents.length * Float.BYTES;
        int imagesAt = labelsAt + count * Long.BYTES;
        int end = imagesAt + images.length * Float.BYTES;
        String header = "{\"latent\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]},"
                        .formatted(count, latents.length / count, labelsAt)
                + "\"label\":{\"dtype\":\"I64\",\"shape\":[%d],\"data_offsets\":[%d,%d]},"
                        .formatted(count, labelsAt, imagesAt)
                + "\"image\":{\"dtype\":\"F32\",\"shape\":[%d,%d,%d,%d],\"data_offsets\":[%d,%d]}}"
                        .formatted(count, shape.channels(), shape.size(), shape.size(), imagesAt, end);
        // spaces are allowed at the end, and keep the tensors aligned
        byte[] padded = (header + " ".repeat((8 - header.length() % 8) % 8)).getBytes(UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + padded.length + end).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded.length).put(padded);
        for (float value : latents) {
            file.putFloat(value);
        }
        for (int label : labels) {
            file.putLong(label);
        }
        for (float value : images) {
            file.putFloat(value);
        }
        return file.array();
    }
}
