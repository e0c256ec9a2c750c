package io.augmenta.extraction;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.ContentId;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.data.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Features of a network in ONNX Runtime, on the CPU. What the network takes and gives is described by a JSON file beside it,
 * see {@link ModelDescription}. Features are computed once for each picture as long as the cache keeps them.
 *
 * <p>The network always runs on batches of one size, the last filled up with zeros, so that a picture's features do not
 * depend on the others; the memory used besides the result does not depend on how many there are.
 */
public final class OnnxExtractor implements FeatureExtractor {
    private static final int BATCH = 8;
    private static final int NAMED_DIGITS = 8;

    private final OrtSession session;
    private final Graph graph;
    private final Preprocessing preprocessing;
    private final FeatureCache cache;
    private final String name;
    private final String digest;
    private final FloatBuffer buffer;
    private final float[] prepared;
    private final int width;

    private OnnxExtractor(Path model, byte[] content, Graph graph, FeatureCache cache, OrtSession session)
            throws OrtException {
        this.session = session;
        this.graph = graph;
        this.preprocessing = graph.description().preprocessing();
        this.cache = cache;
        this.name = model.getFileName() + " "
                + HexFormat.of().formatHex(sha256(content)).substring(0, NAMED_DIGITS);
        this.digest = HexFormat.of()
                .formatHex(sha256(content, graph.description().toString().getBytes(StandardCharsets.UTF_8)));
        this.prepared = new float[preprocessing.size()];
        this.buffer = ByteBuffer.allocateDirect(graph.batch() * preprocessing.size() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        this.width = run().length / graph.batch();
    }

    /**
     * Opens a network and runs it once, which proves that it does what its description says.
     *
     * @param model an ONNX file, with its description beside it
     * @param threads threads within one run; 0 for as many as there are cores
     * @param cache where features are looked up and kept; extractors may share one
     * @return an extractor that the caller closes
     * @throws UnusableModelException when file or description cannot be used; the message names both what was expected and
     *     what was found
     */
    public static OnnxExtractor open(Path model, int threads, FeatureCache cache) {
        ModelDescription description = ModelDescription.beside(model);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            byte[] content = Files.readAllBytes(model);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            OrtSession session = environment.createSession(content, options);
            try {
                return new OnnxExtractor(model, content, Graph.of(model, description, session), cache, session);
            } catch (OrtException | RuntimeException | Error failed) {
                session.close();
                throw failed;
            }
        } catch (IOException e) {
            throw new UnusableModelException(model + ": cannot be read: " + e, e);
        } catch (OrtException e) {
            throw new UnusableModelException(model + ": ONNX Runtime cannot run it: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public FeatureMatrix features(ImageSource images) {
        float[] features = new float[Math.multiplyExact(images.size(), width)];
        Waiting waiting = new Waiting(graph.batch());
        for (int i = 0; i < images.size(); i++) {
            RasterImage picture = picture(images, i);
            String content = ContentId.of(picture);
            Optional<float[]> known = cache.find(digest, content, width);
            if (known.isPresent()) {
                System.arraycopy(known.get(), 0, features, i * width, width);
            } else {
                prepare(picture, waiting.count());
                waiting.add(i, content);
            }
            if (waiting.full()) {
                compute(waiting, features);
            }
        }
        compute(waiting, features);
        return FeatureMatrix.owning(images.size(), width, features);
    }

    private static RasterImage picture(ImageSource images, int index) {
        byte[] pixels = new byte[images.bytesPerImage()];
        images.read(index, pixels, 0);
        return new RasterImage(images.channels(), images.height(), images.width(), pixels);
    }

    private void prepare(RasterImage picture, int row) {
        preprocessing.write(picture, prepared, 0);
        buffer.put(row * prepared.length, prepared);
    }

    private void compute(Waiting waiting, float[] features) {
        if (waiting.count() == 0) {
            return;
        }
        Arrays.fill(prepared, 0);
        for (int row = waiting.count(); row < graph.batch(); row++) {
            buffer.put(row * prepared.length, prepared);
        }
        float[] computed;
        try {
            computed = run();
        } catch (OrtException e) {
            throw new UnusableModelException(name + ": fails when it runs: " + e.getMessage(), e);
        }
        for (int row = 0; row < waiting.count(); row++) {
            float[] ofPicture = Arrays.copyOfRange(computed, row * width, (row + 1) * width);
            System.arraycopy(ofPicture, 0, features, waiting.index(row) * width, width);
            cache.keep(digest, waiting.content(row), ofPicture);
        }
        waiting.clear();
    }

    /** What the network makes of the buffer. */
    private float[] run() throws OrtException {
        long[] shape = {graph.batch(), Preprocessing.CHANNELS, preprocessing.height(), preprocessing.width()};
        try (OnnxTensor input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer.rewind(), shape);
                OrtSession.Result result = session.run(Map.of(graph.input(), input), Set.of(graph.output()))) {
            FloatBuffer given = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] numbers = new float[given.remaining()];
            given.get(numbers);
            return numbers;
        }
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new UnusableModelException(name + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    /** Pictures of a batch that is not full yet. */
    private static final class Waiting {
        private final int[] indices;
        private final String[] contents;
        private int count;

        Waiting(int room) {
            indices = new int[room];
            contents = new String[room];
        }

        void add(int index, String content) {
            indices[count] = index;
            contents[count] = content;
            count++;
        }

        int count() {
            return count;
        }

        boolean full() {
            return count == indices.length;
        }

        int index(int row) {
            return indices[row];
        }

        String content(int row) {
            return contents[row];
        }

        void clear() {
            count = 0;
        }
    }

    /**
     * How the network is called.
     *
     * @param input name of its input
     * @param output name of the output with the features
     * @param batch pictures a run; where the network does not fix it, ours
     */
    private record Graph(ModelDescription description, String input, String output, int batch) {

        static Graph of(Path model, ModelDescription description, OrtSession session) throws OrtException {
            Map<String, NodeInfo> inputs = session.getInputInfo();
            Map<String, NodeInfo> outputs = session.getOutputInfo();
            String input = named(model, "input", description.input(), inputs);
            String output = named(model, "output", description.output(), outputs);
            if (inputs.size() != 1) {
                throw new UnusableModelException(
                        model + ": expected one input, got " + new TreeSet<>(inputs.keySet()), null);
            }
            long[] given = floats(model, "output", output, outputs).getShape();
            if (given.length < 2) {
                throw new UnusableModelException(
                        "%s: output \"%s\": expected a row of features for each picture, [N, F], got shape %s"
                                .formatted(model, output, Arrays.toString(given)),
                        null);
            }
            long[] taken = floats(model, "input", input, inputs).getShape();
            checkTaken(model, input, description.preprocessing(), taken);
            return new Graph(description, input, output, taken[0] > 0 ? Math.toIntExact(taken[0]) : BATCH);
        }

        private static String named(Path model, String field, Optional<String> name, Map<String, NodeInfo> there) {
            if (name.isEmpty() || !there.containsKey(name.get())) {
                throw new UnusableModelException(
                        "%s: field \"%s\": expected the name of an %s of %s, got %s; there are %s"
                                .formatted(
                                        ModelDescription.fileOf(model),
                                        field,
                                        field,
                                        model.getFileName(),
                                        name.map(text -> '"' + text + '"').orElse("nothing"),
                                        new TreeSet<>(there.keySet())),
                        null);
            }
            return name.get();
        }

        private static TensorInfo floats(Path model, String what, String name, Map<String, NodeInfo> there) {
            NodeInfo node = there.get(name);
            if (node != null && node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
                return tensor;
            }
            throw new UnusableModelException(
                    "%s: %s \"%s\": expected float32 numbers, got %s"
                            .formatted(model, what, name, node == null ? "nothing" : node.getInfo()),
                    null);
        }

        private static void checkTaken(Path model, String input, Preprocessing preprocessing, long[] taken) {
            long[] expected = {-1, Preprocessing.CHANNELS, preprocessing.height(), preprocessing.width()};
            boolean fits = taken.length == expected.length;
            for (int axis = 1; fits && axis < expected.length; axis++) {
                fits = taken[axis] < 0 || taken[axis] == expected[axis];
            }
            if (!fits) {
                throw new UnusableModelException(
                        "%s: input \"%s\": its description makes [N, 3, %d, %d] of pictures, but it takes %s (-1 for any)"
                                .formatted(
                                        model,
                                        input,
                                        preprocessing.height(),
                                        preprocessing.width(),
                                        Arrays.toString(taken)),
                        null);
            }
        }
    }
}
