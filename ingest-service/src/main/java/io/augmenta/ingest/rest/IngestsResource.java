package io.augmenta.ingest.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.IngestStatus;
import io.augmenta.ingest.QueueFullException;
import io.augmenta.ingest.configuration.IngestDefaults;
import io.augmenta.ingest.upload.Uploads;
import io.augmenta.telemetry.TracedRequest;
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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Ingests. */
@TracedRequest
@Path("/v1/ingests")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Ingests", description = "Folders of images into sealed data set versions")
@Blocking
public class IngestsResource {
    private static final long RETRY_AFTER_SECONDS = 30;
    private static final String SHAPE =
            "{\"folder\": text, \"dataset\": text, \"imageSize\": number, \"splitRule\": text, \"seed\": number}";

    private final IngestQueue queue;
    private final IngestDefaults defaults;
    private final Uploads uploads;
    private final ObjectMapper json;

    IngestsResource(IngestQueue queue, IngestDefaults defaults, Uploads uploads, ObjectMapper json) {
        this.queue = queue;
        this.defaults = defaults;
        this.uploads = uploads;
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
    public Response submit(@Nullable InputStream body) {
        IngestSubmission submission = JsonBody.read(body, json, IngestSubmission.class, SHAPE);
        return accepted(queue.submit(submission.request(defaults)));
    }

    private static Response accepted(IngestStatus status) {
        return Response.accepted(IngestDescription.of(status))
                .type(MediaType.APPLICATION_JSON)
                .location(URI.create("/v1/ingests/" + status.id()))
                .build();
    }

    /** Takes an archive, and asks for its ingest. */
    @POST
    @Path("/upload")
    @Consumes({"application/zip", "application/x-tar", "application/gzip", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "uploadIngest",
            summary = "Send an archive of class folders and ask for its ingest",
            description =
                    "A ZIP file, a tar file or a gzip-compressed tar file, told by its first bytes. It is unpacked as it"
                            + " arrives, within limits, and what it was unpacked to is deleted when the ingest has ended.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "202",
            description = "Received and asked for; Location tells where to see how it gets on",
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
            description = "Too many are under way already, or there is no room; Retry-After says when to ask again",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response upload(
            @Parameter(description = "Name of the data set", required = true) @RestQuery @Nullable String dataset,
            @Parameter(description = "Edge length that images are brought to, in pixels") @RestQuery @Nullable Integer imageSize,
            @Parameter(description = "How images are divided: grouped, random or supplied") @RestQuery @Nullable String splitRule,
            @Parameter(description = "What the division is drawn from") @RestQuery @Nullable Long seed,
            @Nullable InputStream body) {
        if (dataset == null || dataset.isBlank()) {
            throw new ImpossibleIngestException(
                    "invalid-dataset", "dataset: expected the name of a data set, got none; add ?dataset=NAME");
        }
        IngestSubmission submission = new IngestSubmission(null, dataset, imageSize, splitRule, seed);
        SplitRule rule = submission.rule();
        // what is wrong with these is better said before the archive is sent than after
        defaults.completeUnchecked(java.nio.file.Path.of(""), dataset, imageSize, rule, seed);
        InputStream archive = body == null ? InputStream.nullInputStream() : body;
        return accepted(
                uploads.take(archive, folder -> defaults.completeUnchecked(folder, dataset, imageSize, rule, seed)));
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

    /** A disk that is full, or a sender that is gone. */
    @ServerExceptionMapper
    public Response unreceived(UncheckedIOException e) {
        return Problem.response(Response.Status.SERVICE_UNAVAILABLE, "not-received", String.valueOf(e.getMessage()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
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
