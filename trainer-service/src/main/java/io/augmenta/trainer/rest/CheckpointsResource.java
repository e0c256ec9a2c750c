package io.augmenta.trainer.rest;

import io.augmenta.trainer.messaging.LogConnection;
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
    private final LogConnection log;

    CheckpointsResource(LogConnection log) {
        this.log = log;
    }

    /** All checkpoints, or those of a run. */
    @GET
    @Operation(summary = "Checkpoints of all runs, or of one, the oldest first")
    public List<CheckpointDescription> all(@QueryParam("run") @Nullable String runId) {
        return log.checkpointCatalogue().all().stream()
                .filter(checkpoint -> runId == null || checkpoint.runId().equals(runId))
                .map(CheckpointDescription::of)
                .toList();
    }
}
