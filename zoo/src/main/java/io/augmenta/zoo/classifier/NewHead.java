package io.augmenta.zoo.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.augmenta.zoo.torch.ScriptedNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network for features with a new last layer, which begins at zero: all classes are equally probable at first. */
final class NewHead implements AutoCloseable {

    private final NDManager manager;
    private final ScriptedNetwork network;
    private final NDArray weight;
    private final NDArray bias;

    NewHead(TorchRuntime torch, ScriptedNetwork network, int features, int classes) {
        this.manager = torch.newManager();
        this.network = network;
        this.weight = manager.zeros(new Shape(features, classes));
        this.bias = manager.zeros(new Shape(classes));
        weight.setRequiresGradient(true);
        bias.setRequiresGradient(true);
    }

    /** What the network makes of prepared images, {@code [N, F]}. */
    static NDArray features(ScriptedNetwork network, NDManager owner, NDArray input) {
        return network.forward(owner, input).reshape(input.getShape().get(0), -1);
    }

    NDArray features(NDManager owner, NDArray input) {
        return features(network, owner, input);
    }

    /** The scores of the classes, {@code [N, K]}. DJL gives results to the first operand's owner. */
    NDArray scores(NDArray features) {
        return features.matMul(weight).add(bias);
    }

    /** The tensors of the last layer alone. */
    Map<String, NDArray> own() {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        tensors.put("head.weight", weight);
        tensors.put("head.bias", bias);
        return tensors;
    }

    /** The tensors of all layers. */
    Map<String, NDArray> all() {
        Map<String, NDArray> tensors = network.parameters();
        tensors.putAll(own());
        return tensors;
    }

    void trainNetwork() {
        network.setTrained(true);
    }

    long size() {
        return network.size() + weight.size() + bias.size();
    }

    @Override
    public void close() {
        manager.close();
        network.close();
    }
}
