package io.augmenta.ingest.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.IngestRequest;
import io.augmenta.ingest.IngestStatus;
import io.augmenta.ingest.QueueFullException;
import io.augmenta.ingest.configuration.IngestDefaults;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Ingests. */
@Path("/v1/ingests")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Ingests", description = "Folders of images into sealed data set versions")
@Blocking
public class IngestsResource {
    private static final long RETRY_AFTER_SECONDS = 30;

    private final IngestQueue queue;
    private final IngestDefaults defaults;
    private final ObjectMapper json;

    IngestsResource(IngestQueue queue, IngestDefaults defaults, ObjectMapper json) {
        this.queue = queue;
        this.defaults = defaults;
        this.json = json;
    }

    /** Asks for an ingest. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitIngest",
            summary = "Ask for an ingest",
            description = "Ingests run one at a time. The same content with the same settings is the same version:"
                    + " asking again publishes nothing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = IngestSubmission.class)))
    @APIResponse(
            responseCode = "202",
            description = "Asked for; Location tells where to see how it gets on",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IngestDescription.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not possible; the detail says what is",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "Too many wait already; Retry-After says when to ask again",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response submit(String body) {
        IngestSubmission submission = parse(body);
        IngestStatus status = queue.submit(request(submission));
        return Response.accepted(IngestDescription.of(status))
                .type(MediaType.APPLICATION_JSON)
                .location(URI.create("/v1/ingests/" + status.id()))
                .build();
    }

    /** By hand, since a mistake in the body deserves an answer that says where it is. */
    private IngestSubmission parse(String body) {
        try {
            IngestSubmission submission = json.readValue(body.isBlank() ? "{}" : body, IngestSubmission.class);
            return submission == null ? new IngestSubmission(null, null, null, null, null) : submission;
        } catch (JsonProcessingException e) {
            throw new ImpossibleIngestException(
                    "invalid-body",
                    "expected {\"folder\": text, \"dataset\": text, \"imageSize\": number, \"splitRule\": text, \"seed\":"
                            + " number}, got something else: " + e.getOriginalMessage());
        }
    }

    private IngestRequest request(IngestSubmission submission) {
        try {
            return defaults.complete(
                    java.nio.file.Path.of(submission.requiredFolder()),
                    submission.dataset(),
                    submission.imageSize(),
                    submission.rule(),
                    submission.seed());
        } catch (InvalidPathException e) {
            throw new ImpossibleIngestException("unknown-folder", "folder: not a path: " + e.getMessage());
        }
    }

    /** All ingests. */
    @GET
    @Operation(operationId = "listIngests", summary = "All ingests since the service started, the latest first")
    public List<IngestDescription> all() {
        return queue.latestFirst().stream().map(IngestDescription::of).toList();
    }

    /** An ingest. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "showIngest", summary = "How an ingest stands")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IngestDescription.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is none of this id since the service started",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response one(@PathParam("id") String id) {
        return queue.find(id)
                .map(status -> Response.ok(IngestDescription.of(status), MediaType.APPLICATION_JSON))
                .orElseGet(() -> Problem.response(
                        Response.Status.NOT_FOUND,
                        "unknown-ingest",
                        "there is no ingest " + id + " since this service started; see /v1/ingests"))
                .build();
    }

    /** What cannot be done is the asker's to change. */
    @ServerExceptionMapper
    public Response impossible(ImpossibleIngestException e) {
        return Problem.response(Response.Status.BAD_REQUEST, e.kind(), String.valueOf(e.getMessage()))
                .build();
    }

    /** A full queue empties. */
    @ServerExceptionMapper
    public Response full(QueueFullException e) {
        return Problem.response(Response.Status.SERVICE_UNAVAILABLE, "queue-full", String.valueOf(e.getMessage()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
