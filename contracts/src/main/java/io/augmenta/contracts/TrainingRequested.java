package io.augmenta.contracts;

import java.util.Map;

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
 */
public record TrainingRequested(
        String runId,
        String dataset,
        String version,
        String recipe,
        Map<String, String> parameters,
        int epochs,
        long seed,
        int checkpointEveryEpochs)
        implements Event {
    /** Copies the map. */
    public TrainingRequested {
        Check.notBlank("id of a training run", runId);
        parameters = Map.copyOf(parameters);
    }

    @Override
    public String key() {
        return runId;
    }
}
