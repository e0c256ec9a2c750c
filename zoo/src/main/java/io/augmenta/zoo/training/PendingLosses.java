package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.torch.Autograd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Losses that wait on the device, so that a step need not wait for them. Used by one thread; whoever makes it closes it. */
final class PendingLosses implements AutoCloseable {

    private final NDManager manager;
    private final List<String> names;
    private final NDList steps = new NDList();

    PendingLosses(NDManager parent, List<String> names) {
        this.manager = parent.newSubManager();
        this.names = List.copyOf(names);
    }

    /** Keeps the losses of a step: scalars {@code []} in the order of the names, which stay the caller's. */
    void add(List<NDArray> losses) {
        Autograd.notRecording(() -> {
            NDArray row = NDArrays.stack(new NDList(losses));
            row.attach(manager);
            steps.add(row);
            return row;
        });
    }

    /** All that was kept, read from the device at once, and forgets it. */
    List<Map<String, Double>> take() {
        List<Map<String, Double>> taken = new ArrayList<>();
        if (!steps.isEmpty()) {
            try (NDArray table = Autograd.notRecording(() -> NDArrays.concat(steps, 0))) {
                float[] values = table.toFloatArray();
                for (int step = 0; step < steps.size(); step++) {
                    taken.add(row(values, step * names.size()));
                }
            }
            steps.close();
            steps.clear();
        }
        return taken;
    }

    private Map<String, Double> row(float[] values, int first) {
        Map<String, Double> losses = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            losses.put(names.get(i), (double) values[first + i]);
        }
        return losses;
    }

    @Override
    public void close() {
        manager.close();
    }
}
