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
 * @param copies the network on every device; owned, closed with this
 * @param optimiser updates the first of them; owned, closed with this
 */
record LearningNetwork(ReplicatedNetwork copies, Adam optimiser) implements AutoCloseable {

    /**
     * @param initial tensors to begin with in place of random ones; null for none
     * @param learned where to go on from; null to begin
     */
    static LearningNetwork of(
            DeviceGroup devices,
            Network network,
            Adam.Settings settings,
            long seed,
            @Nullable InitialWeights initial,
            @Nullable LearnedState learned) {
        TorchRuntime torch = devices.first().torch();
        TorchNetwork first = network(torch, network, seed, initial, learned);
        Adam optimiser = new Adam(torch, first, settings);
        if (learned != null) {
            optimiser.restore(learned.moments(network.name()));
        }
        return new LearningNetwork(new ReplicatedNetwork(devices, first), optimiser);
    }

    /** A network as it begins or goes on; whoever asks for it closes it. */
    static TorchNetwork network(
            TorchRuntime torch,
            Network network,
            long seed,
            @Nullable InitialWeights initial,
            @Nullable LearnedState learned) {
        if (learned != null) {
            return TorchNetwork.of(torch, network, learned.group(network.name() + ".weights"));
        }
        TorchNetwork fresh = TorchNetwork.create(torch, network, seed);
        if (initial == null) {
            return fresh;
        }
        try (fresh) {
            return TorchNetwork.of(torch, network, initial.over(network, fresh.weights()));
        }
    }

    /** The network that is updated. */
    TorchNetwork network() {
        return copies.first();
    }

    /** Updates every copy by what the whole batch says. */
    void descend(Finding finding) {
        optimiser.descendAlong(finding.owner(), finding.gradients());
        copies.spread();
    }

    void saveTo(Map<String, Weights> tensors, Map<String, Long> counters) {
        String name = network().network().name();
        tensors.put(name + ".weights", network().weights());
        LearnedState.saveMoments(name, optimiser.moments(), tensors, counters);
    }

    @Override
    public void close() {
        optimiser.close();
        copies.close();
    }
}
