package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.Shard;
import io.augmenta.zoo.torch.ShardMeans;
import java.util.List;

/**
 * What a shard, or a whole batch, says about a network's tensors.
 *
 * @param owner owns the rest, closed with this
 * @param gradients of the mean loss, in the order of the tensors
 * @param figures means that are told, {@code []} each
 */
record Finding(NDManager owner, NDList gradients, NDList figures) implements AutoCloseable {

    /**
     * Takes the gradients of a loss, which frees its graph. Call it while recording.
     *
     * @param loss mean over the rows seen, {@code []}
     * @param variables what the loss is differentiated by
     * @param told means over the rows seen, {@code []} each
     */
    static Finding of(NDManager owner, NDArray loss, List<NDArray> variables, List<NDArray> told) {
        NDList gradients = Autograd.gradients(owner, loss, variables);
        return new Finding(
                owner,
                gradients,
                new NDList(told.stream().map(NDArray::stopGradient).toList()));
    }

    /** The finding of a whole batch, on the first shard's device; those of the shards are used up. */
    static Finding together(List<Finding> findings, List<Shard> shards) {
        NDManager owner = findings.get(0).owner();
        Finding whole = new Finding(
                owner,
                ShardMeans.of(owner, findings.stream().map(Finding::gradients).toList(), shards),
                ShardMeans.of(owner, findings.stream().map(Finding::figures).toList(), shards));
        findings.subList(1, findings.size()).forEach(Finding::close);
        return whole;
    }

    @Override
    public void close() {
        owner.close();
    }
}
