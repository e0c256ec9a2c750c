package io.augmenta.trainer.rest;

import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.UnpublishedEventException;
import io.augmenta.telemetry.TracedRequest;
import io.augmenta.trainer.CheckpointCatalogue;
import io.augmenta.trainer.ImpossibleRunException;
import io.augmenta.trainer.RunBook;
import io.augmenta.trainer.RunConflictException;
import io.augmenta.trainer.RunDesk;
import io.augmenta.trainer.RunRecord;
import io.augmenta.trainer.UnknownRunException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Training runs. */
@TracedRequest
@Path("/v1/training-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
@Blocking
public class TrainingRunsResource {
    private final RunDesk desk;
    private final RunBook book;
    private final CheckpointCatalogue checkpoints;

    TrainingRunsResource(RunDesk desk, RunBook book, CheckpointCatalogue checkpoints) {
        this.desk = desk;
        this.book = book;
        this.checkpoints = checkpoints;
    }

    /** Asks for a run. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ask for a training run",
            description = "Publishes a training request. Asking again with the same runId and settings is asking once.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for; Location tells where to see how it gets on",
            content = @Content(schema = @Schema(implementation = RunDetails.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not possible; the detail says what is",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response submit(@Nullable RunSubmission submission) throws InterruptedException {
        if (submission == null) {
            throw new ImpossibleRunException("the body is missing; give at least {\"dataset\": \"NAME\"}");
        }
        TrainingRequested request = desk.submit(submission.draft());
        return accepted(book.find(request.runId())
                .orElseGet(() -> new RunRecord(request.runId(), request, null, null, List.of(), true)));
    }

    private Response accepted(RunRecord run) {
        return Response.accepted(RunDetails.of(run, checkpoints.ofRun(run.runId())))
                .location(URI.create("/v1/training-runs/" + run.runId()))
                .build();
    }

    /** Asks a run to stop. */
    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Cancel a training run",
            description =
                    "The trainer that has it stops after the step in progress and publishes a checkpoint; a run that"
                            + " no trainer has begun is cancelled when it is its turn. Asking twice is asking once.")
    @APIResponse(
            responseCode = "202",
            description = "Asked to stop; the status is CANCELLING, then CANCELLED",
            content = @Content(schema = @Schema(implementation = RunDetails.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such run",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The run has ended",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response cancel(
            @PathParam("id") String runId,
            @Parameter(description = "Why, for a person to read") @QueryParam("reason") @Nullable String reason) {
        return accepted(desk.cancel(runId, reason));
    }

    /** Has a cancelled run go on. */
    @POST
    @Path("/{id}/resume")
    @Operation(
            summary = "Go on with a cancelled training run",
            description =
                    "It goes on from its furthest checkpoint and ends as if it had never been cancelled. Asking twice"
                            + " is asking once.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for again",
            content = @Content(schema = @Schema(implementation = RunDetails.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such run",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "The run is completed or has failed",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response resume(@PathParam("id") String runId) {
        return accepted(desk.resume(runId));
    }

    /** All runs. */
    @GET
    @Operation(summary = "All training runs, the latest first")
    public List<RunSummary> all() {
        return book.all().stream().map(RunSummary::of).toList();
    }

    /** A run. */
    @GET
    @Path("/{id}")
    @Operation(summary = "A training run: status, losses, checkpoints")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content = @Content(schema = @Schema(implementation = RunDetails.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such run",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response one(@PathParam("id") String runId) {
        return book.find(runId)
                .map(run -> Response.ok(RunDetails.of(run, checkpoints.ofRun(runId)))
                        .build())
                .orElseThrow(() -> new UnknownRunException(runId));
    }

    @ServerExceptionMapper
    Response impossible(ImpossibleRunException problem) {
        return Problem.response(Response.Status.BAD_REQUEST, String.valueOf(problem.getMessage()));
    }

    @ServerExceptionMapper
    Response unknown(UnknownRunException problem) {
        return Problem.response(Response.Status.NOT_FOUND, String.valueOf(problem.getMessage()));
    }

    @ServerExceptionMapper
    Response conflicting(RunConflictException problem) {
        return Problem.response(Response.Status.CONFLICT, String.valueOf(problem.getMessage()));
    }

    /** A field of the wrong type. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException problem) {
        String field = problem.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return Problem.response(
                Response.Status.BAD_REQUEST, "field \"" + field + "\" cannot be read: " + problem.getOriginalMessage());
    }

    /** A body that is no JSON; everything else keeps its answer. */
    @ServerExceptionMapper
    Response malformed(WebApplicationException problem) {
        return problem.getCause() instanceof StreamReadException malformed
                ? Problem.response(
                        Response.Status.BAD_REQUEST, "the body is no JSON: " + malformed.getOriginalMessage())
                : problem.getResponse();
    }

    @ServerExceptionMapper
    Response unpublished(UnpublishedEventException problem) {
        return Problem.response(
                Response.Status.SERVICE_UNAVAILABLE,
                "the request could not be published, try again: " + problem.getMessage());
    }
}
