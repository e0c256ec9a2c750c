package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network that someone else wrote in TorchScript, with one tensor in and one out, whose parameters can be trained. It runs
 * in the mode that it was saved in, which is to be that of inference: statistics of batch normalisations stay as they are.
 *
 * <p>Used by one thread at a time. Whoever opens it closes it, which frees the tensors.
 */
public final class ScriptedNetwork implements AutoCloseable {

    private final NDManager manager;
    private final PtSymbolBlock module;
    private final Map<String, NDArray> parameters;

    private ScriptedNetwork(NDManager manager, PtSymbolBlock module) {
        this.manager = manager;
        this.module = module;
        this.parameters = new LinkedHashMap<>();
    }

    /**
     * Loads a network to the engine's first device.
     *
     * @param file what {@code torch.jit.save} wrote
     * @throws UnreadableNetworkException when it is not that
     */
    public static ScriptedNetwork open(TorchRuntime torch, Path file) {
        NDManager manager = torch.newManager();
        try (InputStream content = Files.newInputStream(file)) {
            PtNDManager ofEngine = (PtNDManager) manager;
            ScriptedNetwork network =
                    new ScriptedNetwork(manager, JniUtils.loadModule(ofEngine, content, false, false));
            network.takeParameters(JniUtils.moduleGetParams(network.module, ofEngine));
            return network;
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw new UnreadableNetworkException(file, e);
        }
    }

    /** DJL names a parameter's tensor, and would then hand it over by that name. */
    private void takeParameters(NDList found) {
        for (NDArray parameter : found) {
            String name = parameter.getName();
            parameter.setName(null);
            parameter.setRequiresGradient(false);
            Tensors.layOut(parameter);
            parameters.put(name, parameter);
        }
    }

    /**
     * Says whether operations on the parameters are recorded. At first they are not.
     *
     * @param trained true for networks that are to change, false for one that is to stay as it is
     */
    public void setTrained(boolean trained) {
        parameters.values().forEach(parameter -> parameter.setRequiresGradient(trained));
    }

    /** All parameters by name, in the network's order; they stay this network's. */
    public Map<String, NDArray> parameters() {
        return new LinkedHashMap<>(parameters);
    }

    /** How many numbers the parameters are. */
    public long size() {
        return parameters.values().stream()
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }

    /**
     * Runs the network.
     *
     * @param owner gets the result, so close it after each step
     * @param input it must belong to {@code owner}
     */
    public NDArray forward(NDManager owner, NDArray input) {
        // or the first passes would watch what the script does, and later ones run what was compiled from that
        JniUtils.setGraphExecutorOptimize(false);
        try {
            // the flag keeps libtorch out of its inference mode, in which nothing can be differentiated later
            NDArray result =
                    IValueUtils.forward(module, new NDList(input), true).singletonOrThrow();
            result.attach(owner);
            return result;
        } finally {
            JniUtils.setGraphExecutorOptimize(true);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
