package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.augmenta.zoo.layer.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015) over tensors of one or several networks in one fused operator, with the moments in our hands
 * for snapshots; the same arithmetic as PyTorch's {@code Adam(fused=True)}.
 *
 * <p>Used by one thread at a time. Whoever makes it closes it, before the network.
 */
public final class Adam implements AutoCloseable {

    private final List<String> names;
    private final List<NDArray> tensors;
    private final Settings settings;
    private final NDManager manager;
    private final List<NDArray> firstMoments = new ArrayList<>();
    private final List<NDArray> secondMoments = new ArrayList<>();
    private final List<NDArray> steps = new ArrayList<>();

    /**
     * Adam's numbers.
     *
     * @param learningRate above 0
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root of the bias-corrected second moment
     */
    public record Settings(double learningRate, double beta1, double beta2, double epsilon) {

        /** With PyTorch's epsilon, 1e-8. */
        public static Settings of(double learningRate, double beta1, double beta2) {
            return new Settings(learningRate, beta1, beta2, 1e-8);
        }
    }

    /**
     * What is known after some updates.
     *
     * @param updates how many there were
     * @param first first moments, by tensor name
     * @param second second moments, by tensor name
     */
    public record Moments(long updates, Weights first, Weights second) {}

    /** Trains all trained tensors of a network; begins with moments of zero. */
    public Adam(TorchRuntime torch, TorchNetwork network, Settings settings) {
        this(torch, network.trainedByName(), settings);
    }

    /**
     * Trains tensors; begins with moments of zero.
     *
     * @param tensors by the names that their moments are to have, in order; they stay their networks'
     */
    public Adam(TorchRuntime torch, Map<String, NDArray> tensors, Settings settings) {
        this.names = List.copyOf(tensors.keySet());
        this.tensors = List.copyOf(tensors.values());
        this.settings = settings;
        this.manager = torch.newManager();
        for (NDArray tensor : this.tensors) {
            firstMoments.add(Tensors.zerosLike(manager, tensor));
            secondMoments.add(Tensors.zerosLike(manager, tensor));
            steps.add(manager.zeros(new Shape()));
        }
    }

    /** Updates the tensors by the gradient of a loss, at the settings' learning rate. */
    public void descend(NDManager owner, NDArray loss) {
        descend(owner, loss, settings.learningRate());
    }

    /**
     * Updates the tensors by the gradient of a loss. Frees the loss's graph.
     *
     * @param owner gets what is made on the way
     * @param loss a scalar of shape {@code []}, computed while recording from every one of the tensors
     */
    public void descend(NDManager owner, NDArray loss, double learningRate) {
        update(owner, Autograd.gradients(owner, loss, tensors), learningRate);
    }

    /**
     * Updates the tensors by gradients, at the settings' learning rate.
     *
     * @param owner gets what is made on the way
     * @param gradients in the order of the tensors, as {@link Autograd#gradients} lays them out
     */
    public void descendAlong(NDManager owner, NDList gradients) {
        update(owner, gradients, settings.learningRate());
    }

    private void update(NDManager owner, NDList gradients, double learningRate) {
        NDArray numbers =
                Aten.instance().numbers(owner, learningRate, settings.beta1(), settings.beta2(), settings.epsilon());
        List<NamedLists.Named> lists = List.of(
                new NamedLists.Named("p", tensors),
                new NamedLists.Named("g", gradients),
                new NamedLists.Named("m", firstMoments),
                new NamedLists.Named("v", secondMoments),
                new NamedLists.Named("s", steps));
        List<NDArray> arguments = new ArrayList<>();
        lists.forEach(list -> arguments.addAll(list.tensors()));
        arguments.add(numbers);
        Autograd.notRecording(() ->
                NamedLists.naming(lists, () -> Aten.instance().call(owner, "adam", arguments.toArray(NDArray[]::new))));
    }

    /** A copy of the moments, in C-order. */
    public Moments moments() {
        long updates = steps.isEmpty() ? 0 : (long) steps.get(0).getFloat();
        return new Moments(updates, copies(firstMoments), copies(secondMoments));
    }

    private Weights copies(List<NDArray> moments) {
        Map<String, Weights.Tensor> copies = new LinkedHashMap<>();
        for (int i = 0; i < moments.size(); i++) {
            NDArray moment = moments.get(i);
            List<Integer> shape = Arrays.stream(moment.getShape().getShape())
                    .mapToObj(Math::toIntExact)
                    .toList();
            copies.put(names.get(i), new Weights.Tensor(shape, Tensors.toArray(manager, moment)));
        }
        return new Weights(copies);
    }

    /**
     * Goes on from moments of an earlier instance for the same tensors.
     *
     * @throws IllegalArgumentException when a tensor is missing or has another size
     */
    public void restore(Moments moments) {
        for (int i = 0; i < names.size(); i++) {
            Tensors.overwrite(
                    manager,
                    firstMoments.get(i),
                    moments.first().get(names.get(i)).values());
            Tensors.overwrite(
                    manager,
                    secondMoments.get(i),
                    moments.second().get(names.get(i)).values());
            Tensors.overwrite(manager, steps.get(i), new float[] {moments.updates()});
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
