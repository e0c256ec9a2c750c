package io.augmenta.contracts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a training run.
 *
 * @param runId the run; asking twice for one run trains it once
 * @param dataset name of the data set
 * @param version its sealed version
 * @param recipe family of the recipe, such as wgan-gp
 * @param parameters hyper-parameters by name; what is not given has the family's default
 * @param epochs passes over the training split
 * @param seed what all randomness of the run is drawn from
 * @param checkpointEveryEpochs how often a checkpoint is published; the last epoch always ends in one
 * @param requestedAt when it was asked for, to the millisecond: a {@link TrainingCancelled} counts for what was asked for
 *     until then; null where nobody said, which any cancellation of the run counts for
 * @param warmStart the checkpoint whose tensors the run begins with, where shapes agree; empty for none
 */
public record TrainingRequested(
        String runId,
        String dataset,
        String version,
        String recipe,
        Map<String, String> parameters,
        int epochs,
        long seed,
        int checkpointEveryEpochs,
        @Nullable Instant requestedAt,
        String warmStart)
        implements Event {
    /** Copies the map. */
    public TrainingRequested {
        Check.notBlank("id of a training run", runId);
        parameters = Map.copyOf(parameters);
    }

    /** A request that does not say when it was made, and begins with nothing. */
    public TrainingRequested(
            String runId,
            String dataset,
            String version,
            String recipe,
            Map<String, String> parameters,
            int epochs,
            long seed,
            int checkpointEveryEpochs) {
        this(runId, dataset, version, recipe, parameters, epochs, seed, checkpointEveryEpochs, null, "");
    }

    /**
     * The same request, made at another time.
     *
     * @param time when
     * @return the request
     */
    public TrainingRequested requestedAt(@Nullable Instant time) {
        return new TrainingRequested(
                runId, dataset, version, recipe, parameters, epochs, seed, checkpointEveryEpochs, time, warmStart);
    }

    /**
     * The same run, begun with the tensors of another.
     *
     * @param checkpointId a checkpoint; empty for none
     * @return the request
     */
    public TrainingRequested startingFrom(String checkpointId) {
        return new TrainingRequested(
                runId,
                dataset,
                version,
                recipe,
                parameters,
                epochs,
                seed,
                checkpointEveryEpochs,
                requestedAt,
                checkpointId);
    }

    @Override
    public String key() {
        return runId;
    }
}
