package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.layer.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Values that the scripts in src/test/python got from PyTorch for Python. */
final class Golden implements AutoCloseable {

    private final NDManager manager;
    private final NDList arrays;

    Golden(NDManager manager, String file) throws IOException {
        this.manager = manager;
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(file))) {
            this.arrays = NDList.decode(manager, in);
        }
    }

    NDArray tensor(String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }

    double[] numbers(String name) {
        try (NDArray doubles = tensor(name).toType(DataType.FLOAT64, true)) {
            return doubles.toDoubleArray();
        }
    }

    /** The tensors of a network, given initial values for those that PyTorch was not asked about. */
    Weights weights(String prefix, Network network) {
        Map<String, Weights.Tensor> tensors = new LinkedHashMap<>();
        for (ParameterSpec parameter : network.parameters()) {
            float[] values = new float[parameter.size()];
            if (parameter.trained()) {
                values = tensor(prefix + ":" + parameter.name()).toFloatArray();
            } else if (parameter.initially() instanceof ParameterSpec.Initial.Constant constant) {
                Arrays.fill(values, (float) constant.value());
            }
            tensors.put(parameter.name(), new Weights.Tensor(parameter.shape(), values));
        }
        return new Weights(tensors);
    }

    /** The largest of the tensors' distances ‖found − golden‖ / ‖golden‖. */
    double worstDistance(String prefix, List<String> names, List<float[]> found) {
        double worst = 0;
        for (int i = 0; i < names.size(); i++) {
            worst = Math.max(worst, distance(numbers(prefix + ":" + names.get(i)), found.get(i)));
        }
        return worst;
    }

    /** The distance ‖found − golden‖ / ‖golden‖ of all tensors taken as one vector. */
    double wholeDistance(String prefix, List<String> names, List<float[]> found) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < names.size(); i++) {
            double[] golden = numbers(prefix + ":" + names.get(i));
            double ofTensor =
                    Math.sqrt(Arrays.stream(golden).map(value -> value * value).sum());
            difference += Math.pow(distance(golden, found.get(i)) * ofTensor, 2);
            size += ofTensor * ofTensor;
        }
        return Math.sqrt(difference / size);
    }

    private static double distance(double[] golden, float[] found) {
        if (golden.length != found.length) {
            throw new AssertionError(found.length + " values, " + golden.length + " golden ones");
        }
        double difference = 0;
        double size = 0;
        for (int i = 0; i < golden.length; i++) {
            difference += (found[i] - golden[i]) * (found[i] - golden[i]);
            size += golden[i] * golden[i];
        }
        return Math.sqrt(difference / size);
    }

    @Override
    public void close() {
        manager.close();
    }
}
