package io.augmenta.evaluator;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The data set versions and checkpoints that there are. Thread-safe. */
public interface Catalogue {

    /**
     * A sealed data set version; one that was announced a moment ago may still be on its way.
     *
     * @param atMost how long to wait for it
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<DatasetVersion> dataset(String name, String version, Duration atMost) throws InterruptedException;

    /**
     * A checkpoint; one that was announced a moment ago may still be on its way.
     *
     * @param atMost how long to wait for it
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<CheckpointPublished> checkpoint(String checkpointId, Duration atMost) throws InterruptedException;

    /** All data set versions known so far. */
    List<DatasetVersion> datasets();

    /** All checkpoints known so far. */
    List<CheckpointPublished> checkpoints();
}
