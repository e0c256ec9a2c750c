package io.augmenta.generator;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.augmenta.generator.batching.Engine;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.batching.RunFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;

/**
 * A generator's ONNX graph in ONNX Runtime: {@code latent} float [N, latentSize] and {@code label} int64 [N] to
 * {@code image} float [N, C, H, W] in [-1, 1]. Any number of threads may {@link #run} it at once, but none must while it
 * is being closed, which ends the process; {@link LoadedGenerators} takes care of that.
 */
final class OnnxGenerator implements Engine, AutoCloseable {
    private static final String LATENT = "latent";
    private static final String LABEL = "label";
    /** A size that only the run tells. */
    private static final long UNKNOWN = -1;
    /**
     * About what it takes to wake the threads of other cores and to wait for them, of which runs one after the other show
     * nothing.
     */
    private static final long LEAST_GAIN_NANOS = 250_000;

    private static final int TRIALS = 5;

    private final OrtSession session;
    private final GeneratorShape shape;
    private final String output;
    private final BatchShape batches;
    private final ConcurrentLinkedDeque<RunMemory> memories = new ConcurrentLinkedDeque<>();

    private OnnxGenerator(OrtSession session, GeneratorShape shape, BatchShape batches) {
        this.session = session;
        this.shape = shape;
        this.output = session.getOutputNames().iterator().next();
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
        try {
            OrtSession session = session(onnx, threads);
            try {
                requireImagesOfClasses(session, shape);
                OnnxGenerator any = new OnnxGenerator(session, shape, BatchShape.any());
                return new OnnxGenerator(session, shape, BatchShape.sameBits(any::runAsIs, shape, maxRunImages));
            } catch (OrtException | RunFailedException | GeneratorUnavailableException e) {
                session.close();
                throw e;
            }
        } catch (OrtException | RunFailedException e) {
            throw new GeneratorUnavailableException("the generator cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static OrtSession session(byte[] onnx, int threads) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            environment.setTelemetry(false);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // the threads of a run would go on spinning after it, on the cores that the answer has to go through
            options.addConfigEntry("session.force_spinning_stop", "1");
            return environment.createSession(onnx, options);
        }
    }

    private static void requireImagesOfClasses(OrtSession session, GeneratorShape shape)
            throws OrtException, GeneratorUnavailableException {
        Set<String> inputs = session.getInputNames();
        if (inputs.equals(Set.of(LATENT))) {
            throw new GeneratorUnavailableException(
                    "the generator cannot be loaded: it was trained without labels, for others to start from; images of"
                            + " a class cannot be had of it",
                    null);
        }
        if (!inputs.equals(Set.of(LATENT, LABEL))) {
            throw new GeneratorUnavailableException(
                    "the generator cannot be loaded: expected the inputs latent and label, got " + inputs, null);
        }
        List<NodeInfo> outputs = List.copyOf(session.getOutputInfo().values());
        long[] expected = {UNKNOWN, shape.channels(), shape.height(), shape.width()};
        if (outputs.size() != 1
                || !(outputs.get(0).getInfo() instanceof TensorInfo tensor)
                || tensor.type != OnnxJavaType.FLOAT
                || !fits(tensor.getShape(), expected)) {
            throw new GeneratorUnavailableException(
                    "the generator cannot be loaded: expected one output, numbers of 32 bits of shape "
                            + Arrays.toString(expected) + ", got " + outputs,
                    null);
        }
    }

    /** What is not known before a run fits. */
    private static boolean fits(long[] actual, long[] expected) {
        return actual.length == expected.length
                && IntStream.range(0, actual.length)
                        .allMatch(i -> actual[i] == expected[i] || actual[i] == UNKNOWN || expected[i] == UNKNOWN);
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
        Rows fitted = batches.fitted(rows);
        return samplesOf(fitted, rows.images());
    }

    /** Whether every run has the same number of images, since the graph gives others for other numbers. */
    boolean padsBatches() {
        return batches.fixed();
    }

    private float[] runAsIs(Rows rows) throws RunFailedException {
        return samplesOf(rows, rows.images());
    }

    /** Of the first images only, where others fill the run up. */
    private float[] samplesOf(Rows rows, int wanted) throws RunFailedException {
        RunMemory free = memories.pollFirst();
        RunMemory memory = free != null && free.holds(rows.images()) ? free : new RunMemory(shape, rows.images());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor latent = memory.latent(environment, rows);
                OnnxTensor label = memory.label(environment, rows);
                OnnxTensor image = memory.image(environment, rows.images())) {
            session.run(Map.of(LATENT, latent, LABEL, label), Set.of(), Map.of(output, image))
                    .close();
            return memory.samples(wanted);
        } catch (OrtException e) {
            throw new RunFailedException("the generator fails when it runs: " + e.getMessage(), e);
        } finally {
            memories.addFirst(memory);
        }
    }

    /** Frees the graph. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the graph cannot be freed: " + e.getMessage(), e);
        }
    }
}
