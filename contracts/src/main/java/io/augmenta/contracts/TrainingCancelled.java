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

    @Override
    public String key() {
        return runId;
    }
}
