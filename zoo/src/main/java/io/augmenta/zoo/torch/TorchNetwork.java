package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.random.RandomStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network with its tensors on the device. Convolution weights lie in channels-last order in memory, which makes the
 * CPU's convolutions about a tenth faster; shapes and values are as ever.
 *
 * <p>Used by one thread at a time. Whoever makes it closes it, which frees the tensors.
 */
public final class TorchNetwork implements AutoCloseable {

    private final Network network;
    private final NDManager manager;
    private final HostTensors host = new HostTensors();
    private final Map<String, NDArray> tensors = new LinkedHashMap<>();
    private final List<String> trainedNames;

    private TorchNetwork(TorchRuntime torch, Network network) {
        this.network = network;
        this.manager = torch.newManager();
        this.trainedNames = network.parameters().stream()
                .filter(ParameterSpec::trained)
                .map(ParameterSpec::name)
                .toList();
    }

    /** Makes a network whose tensors begin as its layers say, drawn from the seed. */
    public static TorchNetwork create(TorchRuntime torch, Network network, long seed) {
        TorchNetwork made = new TorchNetwork(torch, network);
        List<ParameterSpec> parameters = network.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            RandomStream random = RandomStream.of(seed, "initial " + network.name(), i);
            made.place(parameters.get(i), initialValues(parameters.get(i), random));
        }
        return made;
    }

    /**
     * Makes a network with the given tensors.
     *
     * @throws IllegalArgumentException when a tensor is missing or has another shape
     */
    public static TorchNetwork of(TorchRuntime torch, Network network, Weights weights) {
        TorchNetwork made = new TorchNetwork(torch, network);
        for (ParameterSpec parameter : network.parameters()) {
            made.place(parameter, checked(parameter, weights));
        }
        return made;
    }

    private static float[] initialValues(ParameterSpec parameter, RandomStream random) {
        float[] values = new float[parameter.size()];
        if (parameter.initially() instanceof ParameterSpec.Initial.Normal normal) {
            values = random.gaussians(values.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (values[i] * normal.deviation());
            }
        } else if (parameter.initially() instanceof ParameterSpec.Initial.Constant constant) {
            Arrays.fill(values, (float) constant.value());
        }
        return values;
    }

    private static float[] checked(ParameterSpec parameter, Weights weights) {
        Weights.Tensor tensor = weights.get(parameter.name());
        if (!tensor.shape().equals(parameter.shape())) {
            throw new IllegalArgumentException("Tensor %s has shape %s, expected %s"
                    .formatted(parameter.name(), tensor.shape(), parameter.shape()));
        }
        return tensor.values();
    }

    private void place(ParameterSpec parameter, float[] values) {
        NDArray tensor = host.floats(
                manager,
                values,
                parameter.shape().stream().mapToLong(Integer::longValue).toArray());
        Tensors.layOut(tensor);
        tensor.setRequiresGradient(parameter.trained());
        tensors.put(parameter.name(), tensor);
    }

    /** What the network is made of. */
    public Network network() {
        return network;
    }

    /** The tensors that training changes, in the network's order; they stay this network's. */
    public List<NDArray> trained() {
        return trainedNames.stream().map(this::tensor).toList();
    }

    /** The names of {@link #trained()}, in the same order. */
    public List<String> trainedNames() {
        return trainedNames;
    }

    /** The tensors that training changes, by name, in the network's order; they stay this network's. */
    public Map<String, NDArray> trainedByName() {
        Map<String, NDArray> byName = new LinkedHashMap<>();
        trainedNames.forEach(name -> byName.put(name, tensor(name)));
        return byName;
    }

    NDArray tensor(String name) {
        NDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("No tensor \"%s\"; there are %s".formatted(name, tensors.keySet()));
        }
        return tensor;
    }

    /**
     * Runs a network that takes no labels.
     *
     * @param owner gets the result, so close it after each step
     * @param input {@code [N, …]} as the network's input says; it must belong to {@code owner}
     */
    public NDArray forward(NDManager owner, NDArray input, Mode mode) {
        return run(network, owner, input, null, mode);
    }

    /**
     * Runs the layers before the last few of a network that takes no labels.
     *
     * @param layersLeftOut how many of the last layers are not run, fewer than there are
     * @param owner gets the result, so close it after each step
     * @param input {@code [N, …]} as the network's input says; it must belong to {@code owner}
     */
    public NDArray forwardUntil(int layersLeftOut, NDManager owner, NDArray input, Mode mode) {
        return run(network.withoutLast(layersLeftOut), owner, input, null, mode);
    }

    /**
     * Runs a network that takes labels.
     *
     * @param owner gets the result, so close it after each step
     * @param input {@code [N, …]} as the network's input says; it must belong to {@code owner}
     * @param oneHot labels as {@link HostTensors#oneHot}, {@code [N, classes]}; it must belong to {@code owner}
     */
    public NDArray forward(NDManager owner, NDArray input, NDArray oneHot, Mode mode) {
        return run(network, owner, input, oneHot, mode);
    }

    private NDArray run(Network read, NDManager owner, NDArray input, @Nullable NDArray oneHot, Mode mode) {
        // handles of what lies between go at once: autograd keeps what it needs, and lets go of it on the way back
        try (NDManager pass = owner.newSubManager()) {
            NDArray result = read.read(new ForwardPass(this, pass, oneHot, mode, host), input);
            result.attach(owner);
            return result;
        }
    }

    /**
     * Moves every tensor, running statistics too, towards those of another instance of the same network.
     *
     * @param share of the way, 0 to 1
     */
    public void approach(TorchNetwork other, double share) {
        Autograd.notRecording(() -> {
            try (NDManager scratch = manager.newSubManager()) {
                NDArray weight = Aten.instance().numbers(scratch, share);
                tensors.forEach(
                        (name, tensor) -> Aten.instance().call(scratch, "lerp", tensor, other.tensor(name), weight));
            }
            return this;
        });
    }

    /**
     * Overwrites every tensor, running statistics too, with those of another instance of the same network, which may be on
     * another device. Nothing passes through Java's memory.
     */
    public void copyFrom(TorchNetwork other) {
        List<NDArray> targets = List.copyOf(tensors.values());
        List<NDArray> sources = tensors.keySet().stream().map(other::tensor).toList();
        List<NamedLists.Named> lists =
                List.of(new NamedLists.Named("xs", targets), new NamedLists.Named("ys", sources));
        NDArray[] arguments = Stream.concat(targets.stream(), sources.stream()).toArray(NDArray[]::new);
        Autograd.notRecording(() -> {
            NamedLists.naming(lists, () -> Aten.instance().call(manager, "copy_all", arguments))
                    .close();
            return this;
        });
    }

    /** A copy of all tensors, in C-order. */
    public Weights weights() {
        Map<String, Weights.Tensor> copies = new LinkedHashMap<>();
        for (ParameterSpec parameter : network.parameters()) {
            float[] values = Tensors.toArray(manager, tensor(parameter.name()));
            copies.put(parameter.name(), new Weights.Tensor(parameter.shape(), values));
        }
        return new Weights(copies);
    }

    @Override
    public void close() {
        manager.close();
    }
}
