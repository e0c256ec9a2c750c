package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.Releases;
import java.util.List;
import java.util.Optional;

/** The checkpoints that images can be made with. Thread-safe. */
public interface Checkpoints {

    /** Stands for the newest checkpoint; not for requests in the log, which must mean the same when redelivered. */
    String LATEST = "latest";

    /** Stands for the checkpoint that is released; as little for requests in the log. */
    String RELEASED = "released";

    /** Before the name of a data set, stands for the checkpoint that is released for it. */
    String RELEASED_FOR = "released:";

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

    /** Whether all that was published before this service started is known. */
    boolean complete();

    /** Has a listener told when a checkpoint or a decision has come; it must not hold up the thread that tells it. */
    void onChange(Runnable listener);

    /** What was released and refused. */
    Releases releases();

    /**
     * The checkpoint that a person means, without waiting.
     *
     * @param name an id; {@value #LATEST} for the newest one; {@value #RELEASED} for the one that is released, or
     *     {@code released:DATASET} where several data sets have one
     * @throws UnknownCheckpointException if there is no such checkpoint, or none at all
     * @throws NothingReleasedException if a released one is meant and there is none, or there are several
     */
    default CheckpointPublished named(String name) throws UnknownCheckpointException, NothingReleasedException {
        List<CheckpointPublished> newestFirst = newestFirst();
        if (name.equals(LATEST)) {
            return newestFirst.stream()
                    .findFirst()
                    .orElseThrow(() -> new UnknownCheckpointException(name, newestFirst));
        }
        String id = name.equals(RELEASED) || name.startsWith(RELEASED_FOR) ? releasedId(name) : name;
        return find(id).orElseThrow(() -> new UnknownCheckpointException(id, newestFirst));
    }

    private String releasedId(String name) throws NothingReleasedException {
        List<String> datasets = releases().datasets();
        if (name.equals(RELEASED) && datasets.size() != 1) {
            throw NothingReleasedException.unlessOneDataSet(datasets);
        }
        String dataset = name.equals(RELEASED) ? datasets.get(0) : name.substring(RELEASED_FOR.length());
        return releases()
                .released(dataset)
                .map(ReleaseDecided::checkpointId)
                .orElseThrow(() -> NothingReleasedException.forDataSet(dataset, datasets));
    }
}
