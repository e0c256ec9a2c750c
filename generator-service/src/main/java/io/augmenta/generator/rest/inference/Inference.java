package io.augmenta.generator.rest.inference;

import com.fasterxml.jackson.databind.JsonNode;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.batching.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inference request that has been found possible. A row of {@code class} asks for one image, or for as many as the same
 * row of {@code count} says; the images come row by row, and those of one class are numbered through. With {@code latent}
 * each row is one image of that latent.
 *
 * @param id what the client calls the request
 * @param seed what latents are drawn from, where none are given
 * @param classIndexes the class of each image, in order; empty where latents are given
 * @param rows latents that are given
 * @param binaryOutput whether the samples are to follow the JSON as bytes
 */
record Inference(
        @Nullable String id, long seed, List<Integer> classIndexes, Optional<Rows> rows, boolean binaryOutput) {
    static final String CLASS = "class";
    static final String COUNT = "count";
    static final String SEED = "seed";
    static final String LATENT = "latent";
    static final String IMAGE = "image";
    private static final Set<String> INPUTS = Set.of(CLASS, COUNT, SEED, LATENT);

    int images() {
        return rows.map(Rows::images).orElse(classIndexes.size());
    }

    /** @throws InvalidTensorException if it is none, or asks for what this checkpoint cannot make */
    static Inference of(InferenceBody body, CheckpointPublished checkpoint, int maxImages)
            throws InvalidTensorException {
        JsonNode request = body.request();
        requireKnownOutputs(request.path("outputs"));
        Map<String, Tensor> inputs = inputs(body);
        Tensor classes = inputs.get(CLASS);
        if (classes == null) {
            throw new InvalidTensorException("expected an input \"class\": names of classes as BYTES or labels as"
                    + " INT64, of " + checkpoint.classes());
        }
        int[] labels = labels(classes, checkpoint.classes());
        String id = request.path("id").isTextual() ? request.path("id").asText() : null;
        boolean binaryOutput = binaryOutput(request);
        Tensor latent = inputs.get(LATENT);
        if (latent != null) {
            requireImages(labels.length, maxImages);
            Rows rows = rows(inputs, latent, labels, checkpoint.latentSize());
            return new Inference(id, 0, List.of(), Optional.of(rows), binaryOutput);
        }
        List<Integer> classIndexes = classIndexes(labels, inputs.get(COUNT), maxImages);
        return new Inference(id, seed(inputs.get(SEED)), classIndexes, Optional.empty(), binaryOutput);
    }

    private static void requireKnownOutputs(JsonNode outputs) throws InvalidTensorException {
        for (JsonNode output : outputs) {
            if (!output.path("name").asText().equals(IMAGE)) {
                throw new InvalidTensorException(
                        "there is no output " + output.path("name") + "; the one there is: " + IMAGE);
            }
        }
    }

    /** Whether the client wants samples as bytes behind the JSON; what it says of the output itself counts first. */
    private static boolean binaryOutput(JsonNode request) {
        boolean wanted = request.path("parameters").path("binary_data_output").asBoolean(false);
        for (JsonNode output : request.path("outputs")) {
            wanted = output.path("parameters").path("binary_data").asBoolean(wanted);
        }
        return wanted;
    }

    private static Map<String, Tensor> inputs(InferenceBody body) throws InvalidTensorException {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (JsonNode node : body.request().path("inputs")) {
            Tensor tensor = Tensor.of(node, body);
            if (!INPUTS.contains(tensor.name()) || inputs.put(tensor.name(), tensor) != null) {
                throw new InvalidTensorException("expected each of the inputs class, count and seed, or class and"
                        + " latent, at most once, got \"" + tensor.name() + "\"");
            }
        }
        body.requireAllTaken();
        return inputs;
    }

    private static int[] labels(Tensor tensor, List<String> classes) throws InvalidTensorException {
        tensor.requireColumn(Set.of("BYTES", "INT64"));
        int[] labels = new int[tensor.rows()];
        long[] given = tensor.datatype().equals("INT64") ? tensor.longs() : new long[labels.length];
        for (int i = 0; i < labels.length; i++) {
            boolean named = tensor.datatype().equals("BYTES");
            long label = named ? classes.indexOf(tensor.data().get(i).asText()) : given[i];
            if (label < 0 || label >= classes.size()) {
                throw new InvalidTensorException(
                        "unknown class " + tensor.data().get(i) + "; the classes, by label from" + " 0 on: "
                                + String.join(", ", classes));
            }
            labels[i] = (int) label;
        }
        return labels;
    }

    private static Rows rows(Map<String, Tensor> inputs, Tensor latent, int[] labels, int latentSize)
            throws InvalidTensorException {
        List<Long> expected = List.of((long) labels.length, (long) latentSize);
        boolean alone = !inputs.containsKey(COUNT) && !inputs.containsKey(SEED);
        if (!latent.shape().equals(expected) || !latent.datatype().equals("FP32") || !alone) {
            throw new InvalidTensorException("input \"latent\": expected the shape " + expected + ", the type FP32 and"
                    + " no inputs count and seed, got " + latent.shape() + ", " + latent.datatype() + " and "
                    + inputs.keySet());
        }
        long[] wide = new long[labels.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = labels[i];
        }
        return new Rows(latent.floats(), wide);
    }

    private static List<Integer> classIndexes(int[] labels, @Nullable Tensor counts, int maxImages)
            throws InvalidTensorException {
        long[] countOfRow = new long[labels.length];
        if (counts == null) {
            Arrays.fill(countOfRow, 1);
        } else {
            counts.requireColumn(Set.of("INT64", "INT32"));
            countOfRow = counts.longs();
        }
        if (countOfRow.length != labels.length) {
            throw new InvalidTensorException(
                    "expected a count for each of the " + labels.length + " classes, got " + countOfRow.length);
        }
        List<Integer> classIndexes = new ArrayList<>();
        for (int row = 0; row < labels.length; row++) {
            if (countOfRow[row] < 0 || countOfRow[row] > maxImages - classIndexes.size()) {
                requireImages(countOfRow[row] < 0 ? countOfRow[row] : classIndexes.size() + countOfRow[row], maxImages);
            }
            for (long i = 0; i < countOfRow[row]; i++) {
                classIndexes.add(labels[row]);
            }
        }
        requireImages(classIndexes.size(), maxImages);
        return classIndexes;
    }

    private static void requireImages(long images, int maxImages) throws InvalidTensorException {
        if (images < 1 || images > maxImages) {
            throw new InvalidTensorException(
                    "cannot make " + images + " images; a request may ask for 1 to " + maxImages);
        }
    }

    private static long seed(@Nullable Tensor seed) throws InvalidTensorException {
        if (seed == null) {
            return 0;
        }
        seed.requireColumn(Set.of("INT64"));
        if (seed.rows() != 1) {
            throw new InvalidTensorException("input \"seed\": expected the shape [1], got " + seed.shape());
        }
        return seed.longs()[0];
    }
}
