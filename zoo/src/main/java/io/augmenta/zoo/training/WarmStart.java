package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of an earlier run's networks: each tensor of a new run begins with the one of its name, where shapes agree, and
 * at random otherwise, as where classes were added since. Optimisers begin anew: their moments are of other losses.
 */
final class WarmStart implements InitialWeights {

    private final LearnedState earlier;

    private WarmStart(LearnedState earlier) {
        this.earlier = earlier;
    }

    /**
     * Reads a training state.
     *
     * @param networks of the new run
     * @throws UnusablePretrainingException when none of their tensors is in it
     * @throws InvalidTrainingStateException when it is damaged
     */
    static WarmStart of(byte[] state, ModelNetworks networks) {
        TrainingState read = TrainingStateFormat.decode(state);
        WarmStart start = new WarmStart(read.learned());
        boolean some = List.of(networks.maker(), networks.counterpart()).stream()
                .anyMatch(network -> !start.inCommon(network).isEmpty());
        if (!some) {
            throw new UnusablePretrainingException(
                    "The run is to begin with the tensors of a %s with %s, but none of them has the name and the shape of one of its"
                                    .formatted(read.run().family(), read.run().parameters())
                            + " own; start from a checkpoint of the same family and width, or from none");
        }
        return start;
    }

    /** Names of the tensors that are taken over. */
    private List<String> inCommon(Network network) {
        Weights found = earlier.tensors().get(network.name() + ".weights");
        List<String> names = new ArrayList<>();
        if (found != null) {
            network.parameters().forEach(parameter -> {
                Weights.Tensor tensor = found.tensors().get(parameter.name());
                if (tensor != null && tensor.shape().equals(parameter.shape())) {
                    names.add(parameter.name());
                }
            });
        }
        return names;
    }

    @Override
    public Weights over(Network network, Weights random) {
        Map<String, Weights.Tensor> begun = new LinkedHashMap<>(random.tensors());
        for (String name : inCommon(network)) {
            begun.put(name, earlier.group(network.name() + ".weights").get(name));
        }
        return new Weights(begun);
    }
}
