package io.augmenta.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks to stop a training run. It counts for every request for the run that was made until {@code requestedAt}; a later
 * request goes on with the run, which keeps its checkpoints.
 *
 * @param runId the run
 * @param reason why, for a person to read
 * @param requestedAt when it was asked for, to the millisecond
 */
public record TrainingCancelled(String runId, @Nullable String reason, Instant requestedAt) implements Event {
    /** Checks the run's id. */
    public TrainingCancelled {
        Check.notBlank("id of a training run", runId);
    }

    /**
     * Whether this stops what a request asks for: not what was asked for later, which is how a run goes on. Neither
     * delivering the one or the other again nor the order in which they are read changes the answer.
     *
     * @param request a request for the same run
     * @return whether it does
     */
    public boolean countsFor(TrainingRequested request) {
        Instant asked = request.requestedAt();
        return asked == null || !asked.isAfter(requestedAt);
    }

    @Override
    public String key() {
        return runId;
    }
}
