package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Training states as bytes, equal for equal states: a line of text that says what this is, a version, the state, and the
 * SHA-256 of all before. Numbers are big-endian, tensors little-endian float32 in C-order, text is modified UTF-8.
 */
final class TrainingStateFormat {

    private static final byte[] MAGIC = "augmenta training state\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int DIGEST_BYTES = 32;

    private TrainingStateFormat() {}

    static byte[] encode(TrainingState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeInt(VERSION);
            writeRun(out, state.run());
            out.writeLong(state.step());
            writeNumbers(out, state.epochSums());
            out.writeInt(state.epochMeans().size());
            for (Map<String, Double> means : state.epochMeans()) {
                writeNumbers(out, means);
            }
            writeLearned(out, state.learned());
            out.write(RunIdentity.sha256().digest(bytes.toByteArray()));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    /** @throws InvalidTrainingStateException when the bytes are not a whole, unharmed state of this version */
    static TrainingState decode(byte[] bytes) {
        requireWhole(bytes);
        ByteArrayInputStream body =
                new ByteArrayInputStream(bytes, MAGIC.length, bytes.length - MAGIC.length - DIGEST_BYTES);
        try (DataInputStream in = new DataInputStream(body)) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new InvalidTrainingStateException(
                        "The training state has format version %d; this software reads version %d"
                                .formatted(version, VERSION));
            }
            return readState(in);
        } catch (IOException malformed) {
            throw new InvalidTrainingStateException("The training state is malformed", malformed);
        }
    }

    private static void requireWhole(byte[] bytes) {
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new InvalidTrainingStateException(
                    "Not a training state: %d bytes that do not begin with \"augmenta training state\""
                            .formatted(bytes.length));
        }
        int content = bytes.length - DIGEST_BYTES;
        MessageDigest digest = RunIdentity.sha256();
        digest.update(bytes, 0, Math.max(content, 0));
        if (content < MAGIC.length + Integer.BYTES
                || !Arrays.equals(digest.digest(), Arrays.copyOfRange(bytes, content, bytes.length))) {
            throw new InvalidTrainingStateException(
                    "The training state is damaged or cut off: its %d bytes do not match their SHA-256"
                            .formatted(bytes.length));
        }
    }

    private static TrainingState readState(DataInputStream in) throws IOException {
        RunIdentity run = readRun(in);
        long step = in.readLong();
        Map<String, Double> sums = readNumbers(in);
        int epochs = in.readInt();
        List<Map<String, Double>> means = new ArrayList<>();
        for (int i = 0; i < epochs; i++) {
            means.add(readNumbers(in));
        }
        return new TrainingState(run, step, sums, means, readLearned(in));
    }

    private static void writeRun(DataOutputStream out, RunIdentity run) throws IOException {
        out.writeUTF(run.family());
        out.writeInt(run.parameters().size());
        for (Map.Entry<String, String> parameter : run.parameters().entrySet()) {
            out.writeUTF(parameter.getKey());
            out.writeUTF(parameter.getValue());
        }
        out.writeLong(run.seed());
        out.writeUTF(run.images());
    }

    private static RunIdentity readRun(DataInputStream in) throws IOException {
        String family = in.readUTF();
        Map<String, String> parameters = new LinkedHashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            parameters.put(in.readUTF(), in.readUTF());
        }
        return new RunIdentity(family, parameters, in.readLong(), in.readUTF());
    }

    private static void writeNumbers(DataOutputStream out, Map<String, Double> numbers) throws IOException {
        out.writeInt(numbers.size());
        for (Map.Entry<String, Double> number : numbers.entrySet()) {
            out.writeUTF(number.getKey());
            out.writeDouble(number.getValue());
        }
    }

    private static Map<String, Double> readNumbers(DataInputStream in) throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            numbers.put(in.readUTF(), in.readDouble());
        }
        return numbers;
    }

    private static void writeLearned(DataOutputStream out, LearnedState learned) throws IOException {
        out.writeInt(learned.counters().size());
        for (Map.Entry<String, Long> counter : learned.counters().entrySet()) {
            out.writeUTF(counter.getKey());
            out.writeLong(counter.getValue());
        }
        out.writeInt(learned.tensors().size());
        for (Map.Entry<String, Weights> group : learned.tensors().entrySet()) {
            out.writeUTF(group.getKey());
            writeTensors(out, group.getValue());
        }
    }

    private static LearnedState readLearned(DataInputStream in) throws IOException {
        Map<String, Long> counters = new LinkedHashMap<>();
        int counterCount = in.readInt();
        for (int i = 0; i < counterCount; i++) {
            counters.put(in.readUTF(), in.readLong());
        }
        Map<String, Weights> tensors = new LinkedHashMap<>();
        int groups = in.readInt();
        for (int i = 0; i < groups; i++) {
            tensors.put(in.readUTF(), readTensors(in));
        }
        return new LearnedState(tensors, counters);
    }

    private static void writeTensors(DataOutputStream out, Weights weights) throws IOException {
        out.writeInt(weights.tensors().size());
        for (Map.Entry<String, Weights.Tensor> tensor : weights.tensors().entrySet()) {
            out.writeUTF(tensor.getKey());
            out.writeInt(tensor.getValue().shape().size());
            for (int extent : tensor.getValue().shape()) {
                out.writeInt(extent);
            }
            float[] values = tensor.getValue().values();
            ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            raw.asFloatBuffer().put(values);
            out.write(raw.array());
        }
    }

    private static Weights readTensors(DataInputStream in) throws IOException {
        Map<String, Weights.Tensor> tensors = new LinkedHashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            List<Integer> shape = new ArrayList<>();
            int dimensions = in.readInt();
            for (int d = 0; d < dimensions; d++) {
                shape.add(in.readInt());
            }
            int size = shape.stream().reduce(1, Math::multiplyExact);
            float[] values = new float[size];
            ByteBuffer.wrap(in.readNBytes(size * Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            tensors.put(name, new Weights.Tensor(shape, values));
        }
        return new Weights(tensors);
    }
}
