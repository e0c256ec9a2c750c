package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network and the optimiser that trains it.
 *
 * @param network owned, closed with this
 * @param optimiser owned, closed with this
 */
record LearningNetwork(TorchNetwork network, Adam optimiser) implements AutoCloseable {

    /** @param learned where to go on from; null to begin */
    static LearningNetwork of(
            TorchRuntime torch, Network network, Adam.Settings settings, long seed, @Nullable LearnedState learned) {
        return learned == null ? fresh(torch, network, settings, seed) : restored(torch, network, settings, learned);
    }

    private static LearningNetwork fresh(TorchRuntime torch, Network network, Adam.Settings settings, long seed) {
        TorchNetwork created = TorchNetwork.create(torch, network, seed);
        return new LearningNetwork(created, new Adam(torch, created, settings));
    }

    private static LearningNetwork restored(
            TorchRuntime torch, Network network, Adam.Settings settings, LearnedState state) {
        String name = network.name();
        TorchNetwork created = TorchNetwork.of(torch, network, state.group(name + ".weights"));
        Adam optimiser = new Adam(torch, created, settings);
        optimiser.restore(state.moments(name));
        return new LearningNetwork(created, optimiser);
    }

    void saveTo(Map<String, Weights> tensors, Map<String, Long> counters) {
        String name = network.network().name();
        tensors.put(name + ".weights", network.weights());
        LearnedState.saveMoments(name, optimiser.moments(), tensors, counters);
    }

    @Override
    public void close() {
        optimiser.close();
        network.close();
    }
}
