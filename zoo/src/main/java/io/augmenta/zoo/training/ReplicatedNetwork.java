package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * A network on every device of a group. The first device's is the one that is updated, averaged and kept; the others follow
 * it, so that each update begins with the same tensors everywhere.
 *
 * <p>Batch normalisation sees the rows of its own shard, as in PyTorch's {@code DistributedDataParallel}; the running
 * statistics are those of the first device.
 *
 * <p>Used by one thread at a time, but for different devices' copies. Whoever makes it closes it.
 */
final class ReplicatedNetwork implements AutoCloseable {

    private final List<TorchNetwork> copies = new ArrayList<>();

    /** @param first on the group's first device; closed with this */
    ReplicatedNetwork(DeviceGroup devices, TorchNetwork first) {
        copies.add(first);
        if (devices.size() > 1) {
            Weights weights = first.weights();
            for (int device = 1; device < devices.size(); device++) {
                copies.add(TorchNetwork.of(devices.member(device).torch(), first.network(), weights));
            }
        }
    }

    /** The one that is updated. */
    TorchNetwork first() {
        return copies.get(0);
    }

    TorchNetwork on(int device) {
        return copies.get(device);
    }

    /** Has every other copy follow the first. */
    void spread() {
        copies.subList(1, copies.size()).forEach(copy -> copy.copyFrom(first()));
    }

    @Override
    public void close() {
        copies.forEach(TorchNetwork::close);
    }
}
