package io.augmenta.generator;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.augmenta.generator.batching.Engine;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.batching.RunFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A generator's ONNX graph in ONNX Runtime: {@code latent} float [N, latentSize] and {@code label} int64 [N] to
 * {@code image} float [N, C, H, W] in [-1, 1]. Any number of threads may {@link #run} it at once, but none must while it
 * is being closed, which ends the process; {@link LoadedGenerators} takes care of that.
 */
final class OnnxGenerator implements Engine, AutoCloseable {
    private static final String LATENT = "latent";
    private static final String LABEL = "label";
    /**
     * About what it takes to wake the threads of other cores and to wait for them, of which runs one after the other show
     * nothing.
     */
    private static final long LEAST_GAIN_NANOS = 250_000;

    private static final int TRIALS = 5;

    private final Model model;
    private final GeneratorShape shape;
    private final boolean latentFirst;
    private final BatchShape batches;

    private OnnxGenerator(Model model, GeneratorShape shape, boolean latentFirst, BatchShape batches) {
        this.model = model;
        this.shape = shape;
        this.latentFirst = latentFirst;
        this.batches = batches;
    }

    /**
     * Loads a graph and makes images of each class with it, which proves the graph's inputs and outputs, finds out whether
     * it may be run with any number of images at once, and spares the first request the warm-up.
     *
     * @param onnx the file's content
     * @param shape what the graph must take and give
     * @param maxRunImages the most images of one run, which takes one core
     * @throws GeneratorUnavailableException if the graph cannot be read, or is of another shape
     */
    static OnnxGenerator load(byte[] onnx, GeneratorShape shape, int maxRunImages)
            throws GeneratorUnavailableException {
        return load(onnx, shape, 1, maxRunImages);
    }

    /**
     * The same graph once more, for single images, each on several cores.
     *
     * @return nothing where its images are not the same to the bit, or hardly sooner there
     * @throws GeneratorUnavailableException if the graph cannot be read, or is of another shape
     */
    Optional<OnnxGenerator> loadForOne(byte[] onnx, int threads) throws GeneratorUnavailableException {
        OnnxGenerator forOne = load(onnx, shape, threads, 1);
        try {
            if (!batches.fixed()
                    && BatchShape.sameBits(this, forOne, shape)
                    && nanosOfOne(this) - nanosOfOne(forOne) >= LEAST_GAIN_NANOS) {
                return Optional.of(forOne);
            }
        } catch (RunFailedException e) {
            forOne.close();
            throw new GeneratorUnavailableException("the generator cannot be loaded: " + e.getMessage(), e);
        }
        forOne.close();
        return Optional.empty();
    }

    /** The shortest of some runs, which something else disturbed least. */
    private static long nanosOfOne(OnnxGenerator generator) throws RunFailedException {
        Rows row = new Rows(new float[generator.shape.latentSize()], new long[1]);
        long shortest = Long.MAX_VALUE;
        for (int trial = 0; trial < TRIALS; trial++) {
            long started = System.nanoTime();
            generator.run(row);
            shortest = Math.min(shortest, System.nanoTime() - started);
        }
        return shortest;
    }

    private static OnnxGenerator load(byte[] onnx, GeneratorShape shape, int threads, int maxRunImages)
            throws GeneratorUnavailableException {
        Model model = Model.newInstance("generator", Device.cpu(), "OnnxRuntime");
        try {
            model.load(
                    new ByteArrayInputStream(onnx),
                    Map.of(
                            "sessionOptions",
                            sessionOptions(),
                            "intraOpNumThreads",
                            Integer.toString(threads),
                            "interOpNumThreads",
                            "1"));
            // the engine leaves an empty folder behind for every load
            Files.deleteIfExists(model.getModelPath());
            OnnxGenerator any = new OnnxGenerator(model, shape, latentComesFirst(model), BatchShape.any());
            return new OnnxGenerator(
                    model, shape, any.latentFirst, BatchShape.sameBits(any::runAsIs, shape, maxRunImages));
        } catch (IOException
                | MalformedModelException
                | EngineException
                | OrtException
                | RunFailedException
                | GeneratorUnavailableException e) {
            model.close();
            throw new GeneratorUnavailableException("the generator cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The threads of a run would go on spinning after it, on the cores that the answer has to go through. */
    private static OrtSession.SessionOptions sessionOptions() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.addConfigEntry("session.force_spinning_stop", "1");
        return options;
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

    /**
     * Makes images.
     *
     * @param rows each label an index of a class
     * @return [N, C, H, W]
     * @throws RunFailedException if the graph fails or gives another shape
     */
    @Override
    public float[] run(Rows rows) throws RunFailedException {
        float[] samples = runAsIs(batches.fitted(rows));
        int wanted = rows.images() * shape.samplesPerImage();
        return samples.length == wanted ? samples : Arrays.copyOf(samples, wanted);
    }

    /** Whether every run has the same number of images, since the graph gives others for other numbers. */
    boolean padsBatches() {
        return batches.fixed();
    }

    private float[] runAsIs(Rows rows) throws RunFailedException {
        int images = rows.images();
        try (NDManager memory = model.getNDManager().newSubManager()) {
            NDArray latent = memory.create(rows.latents(), new Shape(images, rows.latents().length / images));
            NDArray label = memory.create(rows.labels(), new Shape(images));
            NDList inputs = latentFirst ? new NDList(latent, label) : new NDList(label, latent);
            // a predictor for each run would take longer than a small image's share of it, and has nothing to translate
            try (NDList outputs = model.getBlock().forward(new ParameterStore(memory, false), inputs, false)) {
                return imagesOf(outputs, images);
            }
        } catch (EngineException e) {
            throw new RunFailedException("the generator fails when it runs: " + e.getMessage(), e);
        }
    }

    private float[] imagesOf(NDList outputs, int images) throws RunFailedException {
        Shape expected = new Shape(images, shape.channels(), shape.height(), shape.width());
        Shape actual = outputs.head().getShape();
        if (outputs.size() != 1 || !actual.equals(expected)) {
            throw new RunFailedException(
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
