package io.augmenta.evaluator.rest;

import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.evaluator.release.ImpossibleOverrideException;
import io.augmenta.evaluator.release.ReleaseBook;
import io.augmenta.evaluator.release.ReleaseDesk;
import io.augmenta.telemetry.TracedRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Which checkpoints are released, and overrides. */
@TracedRequest
@Path("/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Release")
@Blocking
public class ReleasesResource {
    private final ReleaseBook book;
    private final ReleaseDesk desk;

    ReleasesResource(ReleaseBook book, ReleaseDesk desk) {
        this.book = book;
        this.desk = desk;
    }

    /** Decisions. */
    @GET
    @Operation(
            summary = "Decisions on checkpoints",
            description = "Those that count, the latest last; with history=true all that were ever made")
    public List<ReleaseDetails> all(
            @QueryParam("dataset") @Nullable String dataset,
            @QueryParam("checkpoint") @Nullable String checkpointId,
            @QueryParam("history") @DefaultValue("false") boolean history) {
        List<ReleaseDecided> decisions =
                history ? book.releases().all() : book.releases().standing();
        return decisions.stream()
                .filter(decided -> dataset == null || decided.dataset().equals(dataset))
                .filter(decided ->
                        checkpointId == null || decided.checkpointId().equals(checkpointId))
                .map(ReleaseDetails::of)
                .toList();
    }

    /** Overrides a decision. */
    @POST
    @Path("/overrides")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Override the decision on a checkpoint",
            description = "Publishes a decision of a person, with the reason. What is overridden stays on record.")
    @APIResponse(
            responseCode = "201",
            description = "The decision that counts now",
            content = @Content(schema = @Schema(implementation = ReleaseDetails.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not possible; the detail says what is",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response override(@Nullable OverrideSubmission submission) {
        if (submission == null) {
            throw new UnreadableSubmissionException(
                    "the body is missing; give dataset, checkpointId, decision, by and why as a JSON object");
        }
        submission.requireKnownFields();
        ReleaseDecided decided = desk.override(
                submission.dataset, submission.checkpointId, submission.decision, submission.by, submission.why);
        return Response.status(Response.Status.CREATED)
                .entity(ReleaseDetails.of(decided))
                .build();
    }

    @ServerExceptionMapper({ImpossibleOverrideException.class, UnreadableSubmissionException.class})
    Response impossible(RuntimeException problem) {
        return Problem.response(Response.Status.BAD_REQUEST, String.valueOf(problem.getMessage()));
    }
}
