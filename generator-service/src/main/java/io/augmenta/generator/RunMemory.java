package io.augmenta.generator;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.augmenta.generator.batching.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Memory outside the heap in which ONNX Runtime finds what a run is made of, and leaves what it makes. Used by one run at a
 * time, and again by later ones.
 */
final class RunMemory {
    private final GeneratorShape shape;
    private final int images;
    private final FloatBuffer latents;
    private final LongBuffer labels;
    private final FloatBuffer samples;

    /**
     * Takes the memory, which is freed with the object.
     *
     * @param images how many a run has at most
     */
    RunMemory(GeneratorShape shape, int images) {
        this.shape = shape;
        this.images = images;
        latents = memory(images, shape.latentSize(), Float.BYTES).asFloatBuffer();
        labels = memory(images, 1, Long.BYTES).asLongBuffer();
        samples = memory(images, shape.samplesPerImage(), Float.BYTES).asFloatBuffer();
    }

    private static ByteBuffer memory(int images, int each, int bytes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(images, each * bytes))
                .order(ByteOrder.nativeOrder());
    }

    /** Whether a run of so many images finds room. */
    boolean holds(int wanted) {
        return wanted <= images;
    }

    /** The latents, [N, latentSize]; whoever asks closes it. */
    OnnxTensor latent(OrtEnvironment environment, Rows rows) throws OrtException {
        FloatBuffer filled = latents.clear().put(rows.latents()).flip();
        return OnnxTensor.createTensor(
                environment, filled, new long[] {rows.images(), rows.latents().length / rows.images()});
    }

    /** The labels, [N]; whoever asks closes it. */
    OnnxTensor label(OrtEnvironment environment, Rows rows) throws OrtException {
        LongBuffer filled = labels.clear().put(rows.labels()).flip();
        return OnnxTensor.createTensor(environment, filled, new long[] {rows.images()});
    }

    /** Where the run leaves its images, [N, C, H, W]; whoever asks closes it. */
    OnnxTensor image(OrtEnvironment environment, int wanted) throws OrtException {
        FloatBuffer room = samples.clear().limit(wanted * shape.samplesPerImage());
        return OnnxTensor.createTensor(
                environment, room, new long[] {wanted, shape.channels(), shape.height(), shape.width()});
    }

    /** What the run left, without what fills it up. */
    float[] samples(int wanted) {
        float[] taken = new float[wanted * shape.samplesPerImage()];
        samples.clear().get(taken);
        return taken;
    }
}
