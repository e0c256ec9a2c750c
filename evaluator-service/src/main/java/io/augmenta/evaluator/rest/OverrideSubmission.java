package io.augmenta.evaluator.rest;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of an override. A class, since a misspelt field must be told and not be passed over. */
@Schema(description = "A person's decision in place of the one that counts", example = """
                {"dataset": "phantom", "checkpointId": "run-1-e0010", "decision": "refused", "by": "A. Example",
                 "why": "the closest pairs look like one patient"}""")
public final class OverrideSubmission {
    @Schema(description = "Name of the data set", required = true)
    public @Nullable String dataset;

    @Schema(description = "The checkpoint, which was evaluated", required = true)
    public @Nullable String checkpointId;

    @Schema(description = "released or refused", required = true)
    public @Nullable String decision;

    @Schema(description = "Who decides", required = true)
    public @Nullable String by;

    @Schema(description = "The reason, which stays on record", required = true)
    public @Nullable String why;

    private final Map<String, Object> unknown = new TreeMap<>();

    /** Called for every field that is none of the above. */
    @JsonAnySetter
    void unknown(String name, Object value) {
        unknown.put(name, value);
    }

    void requireKnownFields() {
        if (!unknown.isEmpty()) {
            throw new UnreadableSubmissionException("an override has no " + String.join(", ", unknown.keySet())
                    + "; it has dataset, checkpointId, decision, by and why");
        }
    }
}
