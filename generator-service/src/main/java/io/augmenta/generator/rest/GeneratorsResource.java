package io.augmenta.generator.rest;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.LoadedGenerators;
import io.augmenta.generator.NothingReleasedException;
import io.augmenta.generator.Scores;
import io.augmenta.generator.UnknownCheckpointException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which generators there are. */
@Path("/v1/generators")
@Tag(name = "Generators", description = "Trained generators that images can be asked of")
public class GeneratorsResource {
    private final Checkpoints checkpoints;
    private final Scores scores;
    private final LoadedGenerators loaded;

    GeneratorsResource(Checkpoints checkpoints, Scores scores, LoadedGenerators loaded) {
        this.checkpoints = checkpoints;
        this.scores = scores;
        this.loaded = loaded;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listGenerators", summary = "All generators, the newest first")
    public List<GeneratorDescription> all() {
        return checkpoints.newestFirst().stream().map(this::describe).toList();
    }

    @GET
    @Path("/{checkpoint}")
    @Produces({MediaType.APPLICATION_JSON, Problems.MEDIA_TYPE})
    @Operation(
            operationId = "showGenerator",
            summary = "One generator: by its checkpoint's id, as latest, released or released:DATASET")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = GeneratorDescription.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is none of this id; says which there are",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    public Response one(@PathParam("checkpoint") String checkpoint) {
        try {
            return Response.ok(describe(checkpoints.named(checkpoint)), MediaType.APPLICATION_JSON)
                    .build();
        } catch (UnknownCheckpointException | NothingReleasedException e) {
            return Problems.notFound(e);
        }
    }

    @POST
    @Path("/{checkpoint}/load")
    @NotWhileDraining
    @Produces({MediaType.APPLICATION_JSON, Problems.MEDIA_TYPE})
    @Operation(operationId = "loadGenerator", summary = "Has a generator loaded and verified before it is needed")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = GeneratorDescription.class)))
    @APIResponse(
            responseCode = "500",
            description = "It cannot be used: its files are missing or were changed, or it makes other images than its"
                    + " trainer did",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    public Response load(@PathParam("checkpoint") String checkpoint) throws InterruptedException {
        try {
            CheckpointPublished known = checkpoints.named(checkpoint);
            loaded.lease(known).close();
            return Response.ok(describe(known), MediaType.APPLICATION_JSON).build();
        } catch (UnknownCheckpointException | NothingReleasedException e) {
            return Problems.notFound(e);
        } catch (GeneratorUnavailableException e) {
            return Problems.of(e);
        }
    }

    @POST
    @Path("/{checkpoint}/unload")
    @Produces({MediaType.APPLICATION_JSON, Problems.MEDIA_TYPE})
    @Operation(
            operationId = "unloadGenerator",
            summary = "Frees a generator's memory",
            description = "Requests under way keep it until they end; the next request loads it again")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = GeneratorDescription.class)))
    public Response unload(@PathParam("checkpoint") String checkpoint) {
        try {
            CheckpointPublished known = checkpoints.named(checkpoint);
            loaded.unload(known);
            return Response.ok(describe(known), MediaType.APPLICATION_JSON).build();
        } catch (UnknownCheckpointException | NothingReleasedException e) {
            return Problems.notFound(e);
        }
    }

    private GeneratorDescription describe(CheckpointPublished checkpoint) {
        return GeneratorDescription.of(
                checkpoint,
                checkpoints.releases(),
                scores.of(checkpoint.checkpointId()),
                loaded.verification(checkpoint),
                loaded.guard(checkpoint));
    }
}
