package io.augmenta.eventlog;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.EpochLosses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Has the checkpoints of a run share the losses that they have in common: each tells those of all epochs before it, so that a
 * run of {@code n} checkpoints is {@code n²} epochs long in memory otherwise. A {@link CompactedView} keeps such checkpoints by it.
 * For one thread at a time.
 */
public final class SharedHistories implements UnaryOperator<CheckpointPublished> {
    private final Map<String, List<EpochLosses>> longestByRun = new HashMap<>();

    /** Knows no run yet. */
    public SharedHistories() {}

    /** An equal checkpoint, whose losses are those of an earlier one of its run as far as these are equal. */
    @Override
    public CheckpointPublished apply(CheckpointPublished checkpoint) {
        List<EpochLosses> known = longestByRun.getOrDefault(checkpoint.runId(), List.of());
        List<EpochLosses> shared = new ArrayList<>(checkpoint.history());
        for (int i = 0; i < Math.min(known.size(), shared.size()); i++) {
            if (known.get(i).equals(shared.get(i))) {
                shared.set(i, known.get(i));
            }
        }
        CheckpointPublished sharing = checkpoint.withHistory(shared);
        if (shared.size() >= known.size()) {
            longestByRun.put(checkpoint.runId(), sharing.history());
        }
        return sharing;
    }
}
