package io.augmenta.generator;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A generator's ONNX graph in ONNX Runtime: {@code latent} float [N, latentSize] and {@code label} int64 [N] to
 * {@code image} float [N, C, H, W] in [-1, 1]. Any number of threads may {@link #run} it at once, but none must while it
 * is being closed, which ends the process; {@link LoadedGenerators} takes care of that.
 */
final class OnnxGenerator implements AutoCloseable {
    private static final String LATENT = "latent";
    private static final String LABEL = "label";

    private final Model model;
    private final GeneratorShape shape;
    private final boolean latentFirst;

    private OnnxGenerator(Model model, GeneratorShape shape, boolean latentFirst) {
        this.model = model;
        this.shape = shape;
        this.latentFirst = latentFirst;
    }

    /**
     * Loads a graph and makes one image of each class with it, which proves the graph's inputs and outputs and spares
     * the first request the warm-up.
     *
     * @param onnx the file's content
     * @param shape what the graph must take and give
     * @param threads threads within one run
     * @throws GeneratorUnavailableException if the graph cannot be read, or is of another shape
     */
    static OnnxGenerator load(byte[] onnx, GeneratorShape shape, int threads) throws GeneratorUnavailableException {
        Model model = Model.newInstance("generator", Device.cpu(), "OnnxRuntime");
        try {
            model.load(
                    new ByteArrayInputStream(onnx),
                    Map.of("intraOpNumThreads", Integer.toString(threads), "interOpNumThreads", "1"));
            // the engine leaves an empty folder behind for every load
            Files.deleteIfExists(model.getModelPath());
            OnnxGenerator generator = new OnnxGenerator(model, shape, latentComesFirst(model));
            generator.runOncePerClass();
            return generator;
        } catch (IOException | MalformedModelException | EngineException | GeneratorUnavailableException e) {
            model.close();
            throw new GeneratorUnavailableException("the generator cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static boolean latentComesFirst(Model model) throws GeneratorUnavailableException {
        List<String> inputs = model.describeInput().keys();
        if (inputs.equals(List.of(LATENT))) {
            throw new GeneratorUnavailableException(
                    "it was trained without labels, for others to start from; images of a class cannot be had of it",
                    null);
        }
        if (inputs.size() != 2 || !Set.copyOf(inputs).equals(Set.of(LATENT, LABEL))) {
            throw new GeneratorUnavailableException("expected the inputs latent and label, got " + inputs, null);
        }
        return inputs.get(0).equals(LATENT);
    }

    private void runOncePerClass() throws GeneratorUnavailableException {
        long[] labels = new long[shape.classes()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
        }
        run(new float[labels.length * shape.latentSize()], labels);
    }

    /**
     * Makes images.
     *
     * @param latents [N, latentSize]
     * @param labels [N], each an index of a class
     * @return [N, C, H, W]
     * @throws GeneratorUnavailableException if the graph fails or gives another shape
     */
    float[] run(float[] latents, long[] labels) throws GeneratorUnavailableException {
        int images = labels.length;
        try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
                NDManager memory = model.getNDManager().newSubManager()) {
            NDArray latent = memory.create(latents, new Shape(images, shape.latentSize()));
            NDArray label = memory.create(labels, new Shape(images));
            NDList inputs = latentFirst ? new NDList(latent, label) : new NDList(label, latent);
            try (NDList outputs = predictor.predict(inputs)) {
                return imagesOf(outputs, images);
            }
        } catch (TranslateException | EngineException e) {
            throw new GeneratorUnavailableException("the generator fails when it runs: " + e.getMessage(), e);
        }
    }

    private float[] imagesOf(NDList outputs, int images) throws GeneratorUnavailableException {
        Shape expected = new Shape(images, shape.channels(), shape.height(), shape.width());
        Shape actual = outputs.head().getShape();
        if (outputs.size() != 1 || !actual.equals(expected)) {
            throw new GeneratorUnavailableException(
                    "expected one output of shape " + expected + ", got " + outputs.size() + ", the first of shape "
                            + actual,
                    null);
        }
        return outputs.head().toFloatArray();
    }

    /** Frees the graph. */
    @Override
    public void close() {
        model.close();
    }
}
