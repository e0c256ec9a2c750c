package io.augmenta.benchmarks.serving;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/** A generator in ONNX Runtime with nothing around it: a tensor in, a tensor out. Safe for any number of threads. */
final class BareRuntime implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int latentSize;

    BareRuntime(byte[] onnx, int threads, int latentSize) throws OrtException {
        this.latentSize = latentSize;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = environment.createSession(onnx, options);
        }
    }

    /** Runs the graph and copies the samples out, [N, C, H, W] within [-1, 1]. */
    float[] run(float[] latents, long[] labels) throws OrtException {
        long images = labels.length;
        try (OnnxTensor latent =
                        OnnxTensor.createTensor(environment, direct(latents), new long[] {images, latentSize});
                OnnxTensor label = OnnxTensor.createTensor(environment, LongBuffer.wrap(labels), new long[] {images});
                OrtSession.Result result = session.run(Map.of("latent", latent, "label", label))) {
            FloatBuffer samples = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[samples.remaining()];
            samples.get(copy);
            return copy;
        }
    }

    private static FloatBuffer direct(float[] values) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(values.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return buffer.put(values).flip();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
