package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.Map;

/**
 * A network and the optimiser that trains it.
 *
 * @param network owned, closed with this
 * @param optimiser owned, closed with this
 */
record LearningNetwork(TorchNetwork network, Adam optimiser) implements AutoCloseable {

    static LearningNetwork fresh(TorchRuntime torch, Network network, Adam.Settings settings, long seed) {
        TorchNetwork created = TorchNetwork.create(torch, network, seed);
        return new LearningNetwork(created, new Adam(torch, created, settings));
    }

    static LearningNetwork restored(TorchRuntime torch, Network network, Adam.Settings settings, LearnedState state) {
        String name = network.name();
        TorchNetwork created = TorchNetwork.of(torch, network, state.group(name + ".weights"));
        Adam optimiser = new Adam(torch, created, settings);
        optimiser.restore(new Adam.Moments(
                state.counter(name + ".updates"),
                state.group(name + ".first-moments"),
                state.group(name + ".second-moments")));
        return new LearningNetwork(created, optimiser);
    }

    void saveTo(Map<String, Weights> tensors, Map<String, Long> counters) {
        String name = network.network().name();
        Adam.Moments moments = optimiser.moments();
        tensors.put(name + ".weights", network.weights());
        tensors.put(name + ".first-moments", moments.first());
        tensors.put(name + ".second-moments", moments.second());
        counters.put(name + ".updates", moments.updates());
    }

    @Override
    public void close() {
        optimiser.close();
        network.close();
    }
}
