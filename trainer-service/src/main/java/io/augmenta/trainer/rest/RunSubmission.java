package io.augmenta.trainer.rest;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.augmenta.trainer.ImpossibleRunException;
import io.augmenta.trainer.RunDraft;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request for a run. A class, since a misspelt field must be told and not be passed over. */
@Schema(description = "A training run", example = """
                {"dataset": "phantom", "recipe": "wgan-gp", "parameters": {"width": "16"}, "epochs": 10, "seed": 7}""")
public final class RunSubmission {
    @Schema(description = "A name for the run; default: a new one")
    public @Nullable String runId;

    @Schema(description = "Name of a sealed data set", required = true)
    public @Nullable String dataset;

    @Schema(description = "Its version; default: the one sealed last")
    public @Nullable String version;

    @Schema(description = "Family of the recipe, see /v1/recipes", defaultValue = "wgan-gp")
    public @Nullable String recipe;

    @Schema(description = "Hyper-parameters by name, see /v1/recipes; what is left out has its default")
    public @Nullable Map<String, String> parameters;

    @Schema(description = "Passes over the training split", defaultValue = "30")
    public @Nullable Integer epochs;

    @Schema(description = "What all randomness of the run is drawn from", defaultValue = "7")
    public @Nullable Long seed;

    @Schema(description = "A checkpoint is published after each so many epochs and after the last", defaultValue = "5")
    public @Nullable Integer checkpointEveryEpochs;

    @Schema(
            description =
                    "A checkpoint of the same recipe whose weights the run begins with, where shapes agree; default: none")
    public @Nullable String warmStart;

    private final Map<String, Object> unknown = new TreeMap<>();

    /** Called for every field that is none of the above. */
    @JsonAnySetter
    void unknown(String name, Object value) {
        unknown.put(name, value);
    }

    RunDraft draft() {
        if (!unknown.isEmpty()) {
            throw new ImpossibleRunException(
                    "a training run has no " + String.join(", ", unknown.keySet())
                            + "; it has runId, dataset, version, recipe, parameters, epochs, seed, checkpointEveryEpochs, warmStart");
        }
        return new RunDraft(
                runId, dataset, version, recipe, parameters, epochs, seed, checkpointEveryEpochs, warmStart);
    }
}
