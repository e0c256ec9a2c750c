package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exponential moving average of a network's tensors, running statistics too; the network itself where the decay is 0.
 * The network stays the caller's. Used by one thread; whoever makes it closes it.
 */
final class MovingAverage implements AutoCloseable {

    private final TorchNetwork source;
    private final double decay;
    private final @Nullable TorchNetwork average;

    /** @param learned where to go on from; null to begin at the network as it is */
    MovingAverage(TorchRuntime torch, TorchNetwork source, double decay, @Nullable LearnedState learned) {
        this.source = source;
        this.decay = decay;
        this.average = decay == 0
                ? null
                : TorchNetwork.of(
                        torch, source.network(), learned == null ? source.weights() : learned.group(name(source)));
    }

    private static String name(TorchNetwork source) {
        return source.network().name() + ".average";
    }

    TorchNetwork network() {
        return average == null ? source : average;
    }

    /** Takes in a step, from 0. The average begins short, so that it soon forgets the initial tensors. */
    void advance(long step) {
        if (average != null) {
            average.approach(source, 1 - Math.min(decay, (1.0 + step) / (10.0 + step)));
        }
    }

    void saveTo(Map<String, Weights> tensors) {
        if (average != null) {
            tensors.put(name(source), average.weights());
        }
    }

    @Override
    public void close() {
        if (average != null) {
            average.close();
        }
    }
}
