package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The checkpoints that have been published, by this trainer or another. */
public interface CheckpointCatalogue {

    /** All checkpoints, the oldest first. */
    List<CheckpointPublished> all();

    /**
     * Finds a checkpoint, and waits for one that is not known yet: a request may overtake the checkpoint that it names.
     *
     * @param checkpointId the checkpoint
     * @param patience how long to wait; zero to look only
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<CheckpointPublished> await(String checkpointId, Duration patience) throws InterruptedException;

    /** The checkpoints of a run, in the order of {@link #all}. */
    default List<CheckpointPublished> ofRun(String runId) {
        return all().stream()
                .filter(checkpoint -> checkpoint.runId().equals(runId))
                .toList();
    }
}
