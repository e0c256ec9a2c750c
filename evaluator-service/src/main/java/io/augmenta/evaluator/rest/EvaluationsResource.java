package io.augmenta.evaluator.rest;

import io.augmenta.artifacts.ArtifactException;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.InvalidEventException;
import io.augmenta.evaluator.EvaluationDesk;
import io.augmenta.evaluator.EvaluationRegistry;
import io.augmenta.evaluator.EvaluationStatus;
import io.augmenta.evaluator.ImpossibleEvaluationException;
import io.augmenta.evaluator.ReportShelf;
import io.augmenta.evaluator.classifier.ImpossibleClassifierException;
import io.augmenta.evaluator.study.ImpossibleStudyException;
import io.augmenta.eventlog.UnpublishedEventException;
import io.augmenta.telemetry.TracedRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Evaluations. */
@TracedRequest
@Path("/v1/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evaluation")
@Blocking
public class EvaluationsResource {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "json", "application/json",
            "csv", "text/csv;charset=UTF-8",
            "png", "image/png",
            "svg", "image/svg+xml");

    private final EvaluationDesk desk;
    private final EvaluationRegistry registry;
    private final ReportShelf reports;
    private final SubmissionReader reader;

    EvaluationsResource(
            EvaluationDesk desk, EvaluationRegistry registry, ReportShelf reports, SubmissionReader reader) {
        this.desk = desk;
        this.registry = registry;
        this.reports = reports;
        this.reader = reader;
    }

    /** Asks for an evaluation. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ask for an evaluation",
            description = "Publishes an evaluation request. Asking again with the same evaluationId is asking once.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for; Location tells where to see how it gets on",
            content = @Content(schema = @Schema(implementation = EvaluationDetails.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not possible; the detail says what is",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response submit(
            @RequestBody(content = @Content(schema = @Schema(implementation = EvaluationSubmission.class))) @Nullable String body) {
        EvaluationRequested request = desk.submit(reader.read(body).draft());
        EvaluationStatus status = registry.find(request.evaluationId()).orElseThrow();
        return Response.accepted(EvaluationDetails.of(status))
                .location(URI.create("/v1/evaluations/" + request.evaluationId()))
                .build();
    }

    /** An evaluation. */
    @GET
    @Path("/{id}")
    @Operation(summary = "An evaluation: how far it is, its figures and its report")
    @APIResponse(
            responseCode = "200",
            description = "The evaluation",
            content = @Content(schema = @Schema(implementation = EvaluationDetails.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such evaluation",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response one(@PathParam("id") String evaluationId) {
        return registry.find(evaluationId)
                .map(status -> Response.ok(EvaluationDetails.of(status)).build())
                .orElseGet(() -> Problem.response(
                        Response.Status.NOT_FOUND,
                        "there is no evaluation " + evaluationId + "; POST to /v1/evaluations asks for one"));
    }

    /** A file of an evaluation's report. */
    @GET
    @Path("/{id}/report/{file}")
    @Produces(MediaType.WILDCARD)
    @Operation(
            summary = "A file of an evaluation's report",
            description = "One of the files that the evaluation names, such as report.html or report.json")
    @APIResponse(responseCode = "200", description = "The file")
    @APIResponse(
            responseCode = "404",
            description = "No such evaluation, not completed yet, or no such file",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response report(@PathParam("id") String evaluationId, @PathParam("file") String file) throws IOException {
        byte[] content = reports.find(evaluationId, file).orElse(null);
        if (content == null) {
            return Problem.response(
                    Response.Status.NOT_FOUND,
                    "evaluation " + evaluationId + " has no report file " + file + "; it has "
                            + reports.names(evaluationId));
        }
        String extension = file.substring(file.lastIndexOf('.') + 1);
        return Response.ok(content, MEDIA_TYPES.getOrDefault(extension, MediaType.APPLICATION_OCTET_STREAM))
                .build();
    }

    @ServerExceptionMapper({
        ImpossibleEvaluationException.class,
        ImpossibleClassifierException.class,
        ImpossibleStudyException.class,
        UnreadableSubmissionException.class,
        InvalidEventException.class
    })
    Response impossible(RuntimeException problem) {
        return Problem.response(Response.Status.BAD_REQUEST, String.valueOf(problem.getMessage()));
    }

    @ServerExceptionMapper
    Response unpublished(UnpublishedEventException problem) {
        return Problem.response(
                Response.Status.SERVICE_UNAVAILABLE,
                "the request could not be published, try again: " + problem.getMessage());
    }

    @ServerExceptionMapper
    Response unreadable(ArtifactException problem) {
        return Problem.response(Response.Status.INTERNAL_SERVER_ERROR, String.valueOf(problem.getMessage()));
    }
}
