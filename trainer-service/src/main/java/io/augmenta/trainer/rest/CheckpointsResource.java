package io.augmenta.trainer.rest;

import io.augmenta.trainer.CheckpointCatalogue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What has been trained. */
@Path("/v1/checkpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
public class CheckpointsResource {
    private final CheckpointCatalogue checkpoints;

    CheckpointsResource(CheckpointCatalogue checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** All checkpoints, or those of a run. */
    @GET
    @Operation(summary = "Checkpoints of all runs, or of one, the oldest first")
    public List<CheckpointDescription> all(@QueryParam("run") @Nullable String runId) {
        return checkpoints.all().stream()
                .filter(checkpoint -> runId == null || checkpoint.runId().equals(runId))
                .map(CheckpointDescription::of)
                .toList();
    }
}
