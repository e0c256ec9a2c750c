package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;
import java.util.List;
import java.util.Optional;

/** The checkpoints that images can be made with. Thread-safe. */
public interface Checkpoints {

    /** Stands for the newest checkpoint; not for requests in the log, which must mean the same when redelivered. */
    String LATEST = "latest";

    /** The checkpoint of this id, if it has been published. */
    Optional<CheckpointPublished> find(String checkpointId);

    /**
     * The checkpoint of this id, waiting for a bounded time where it has not arrived yet: it travels on a topic of its
     * own, so a request for it may be faster.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<CheckpointPublished> await(String checkpointId) throws InterruptedException;

    /** All checkpoints, the one published last first. */
    List<CheckpointPublished> newestFirst();

    /**
     * The checkpoint that a person means, without waiting.
     *
     * @param idOrLatest an id, or {@value #LATEST} for the newest one
     * @throws UnknownCheckpointException if there is no such checkpoint, or none at all
     */
    default CheckpointPublished named(String idOrLatest) throws UnknownCheckpointException {
        List<CheckpointPublished> newestFirst = newestFirst();
        Optional<CheckpointPublished> meant =
                idOrLatest.equals(LATEST) ? newestFirst.stream().findFirst() : find(idOrLatest);
        return meant.orElseThrow(() -> new UnknownCheckpointException(idOrLatest, newestFirst));
    }
}
