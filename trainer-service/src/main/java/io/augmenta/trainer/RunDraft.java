package io.augmenta.trainer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as a person asks for it; what is null has its default.
 *
 * @param runId a name for the run; default: a new one
 * @param dataset name of the data set
 * @param version its version; default: the one sealed last
 * @param recipe family of the recipe
 * @param parameters hyper-parameters by name
 * @param epochs passes over the training split
 * @param seed what all randomness is drawn from
 * @param checkpointEveryEpochs how often a checkpoint is published
 * @param warmStart the checkpoint whose tensors it begins with
 */
public record RunDraft(
        @Nullable String runId,
        @Nullable String dataset,
        @Nullable String version,
        @Nullable String recipe,
        @Nullable Map<String, String> parameters,
        @Nullable Integer epochs,
        @Nullable Long seed,
        @Nullable Integer checkpointEveryEpochs,
        @Nullable String warmStart) {}
