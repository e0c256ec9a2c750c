package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/** What the shards of a batch came to, brought together on the first one's device. Thread-safe. */
public final class ShardMeans {

    private ShardMeans() {}

    /**
     * Means over the whole batch of figures that are means over each shard: every shard counts by its share. Sums are taken
     * in the order of the shards, so the same shards give the same bits. Nothing passes through Java's memory.
     *
     * @param owner gets the results; on the first shard's device
     * @param found by shard: tensors in one order, of the same shapes, on whatever device
     * @param shards what each of them is of
     * @return tensors as the first shard's, laid out like them; these themselves where there is one shard
     */
    public static NDList of(NDManager owner, List<NDList> found, List<Shard> shards) {
        if (found.size() == 1) {
            return found.get(0);
        }
        return Autograd.notRecording(() -> {
            NDList means = scaled(owner, found.get(0), shards.get(0).share());
            for (int i = 1; i < found.size(); i++) {
                addScaled(owner, means, found.get(i), shards.get(i).share());
            }
            return means;
        });
    }

    private static NDList scaled(NDManager owner, NDList tensors, double factor) {
        List<NDArray> arguments = new ArrayList<>(tensors);
        arguments.add(Aten.instance().numbers(owner, factor));
        return NamedLists.naming(List.of(new NamedLists.Named("xs", tensors)), () -> Aten.instance()
                .callForList(owner, "scaled", arguments.toArray(NDArray[]::new)));
    }

    private static void addScaled(NDManager owner, NDList sums, NDList tensors, double factor) {
        List<NDArray> arguments = new ArrayList<>(sums);
        arguments.addAll(tensors);
        arguments.add(Aten.instance().numbers(owner, factor));
        List<NamedLists.Named> lists = List.of(new NamedLists.Named("xs", sums), new NamedLists.Named("ys", tensors));
        NamedLists.naming(lists, () -> Aten.instance().call(owner, "add_scaled", arguments.toArray(NDArray[]::new)));
    }
}
