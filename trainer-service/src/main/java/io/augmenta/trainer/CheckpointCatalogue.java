package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import java.util.List;

/** The checkpoints that have been published, by this trainer or another. */
public interface CheckpointCatalogue {

    /** All checkpoints, the oldest first. */
    List<CheckpointPublished> all();

    /** The checkpoints of a run, in the order of {@link #all}. */
    default List<CheckpointPublished> ofRun(String runId) {
        return all().stream()
                .filter(checkpoint -> checkpoint.runId().equals(runId))
                .toList();
    }
}
