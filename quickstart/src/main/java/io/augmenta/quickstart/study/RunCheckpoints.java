package io.augmenta.quickstart.study;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.eventlog.CompactedView;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * The checkpoints of training runs. Thread-safe.
 *
 * @param view of all checkpoints; whoever made it closes it
 */
public record RunCheckpoints(CompactedView<CheckpointPublished> view) {

    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(1);

    /** The last checkpoint of a run, where it has been completed. */
    public Optional<CheckpointPublished> last(String runId, int epochs) {
        return view.find(CheckpointPublished.id(runId, epochs));
    }

    /**
     * The last checkpoint of a run that has been completed; its event may arrive a little later than the news of it.
     *
     * @throws StudyFailedException if it does not arrive
     * @throws InterruptedException if the calling thread is interrupted
     */
    public CheckpointPublished awaitLast(String runId, int epochs) throws StudyFailedException, InterruptedException {
        String id = CheckpointPublished.id(runId, epochs);
        return view.await(id, ARRIVES_WITHIN)
                .orElseThrow(() -> new StudyFailedException(
                        "training has ended, but its checkpoint " + id + " was not published"));
    }

    /** The checkpoint from which a run would go on. */
    public Optional<CheckpointPublished> furthest(String runId) {
        return view.all().stream()
                .filter(checkpoint -> checkpoint.runId().equals(runId))
                .max(Comparator.comparingLong(CheckpointPublished::step));
    }
}
