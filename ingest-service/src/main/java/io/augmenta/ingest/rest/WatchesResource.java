package io.augmenta.ingest.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.contracts.InvalidEventException;
import io.augmenta.ingest.UnpublishedException;
import io.augmenta.ingest.configuration.IngestDefaults;
import io.augmenta.ingest.watch.FolderWatches;
import io.augmenta.telemetry.TracedRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Watched folders. */
@TracedRequest
@Path("/v1/watches")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Watches", description = "Folders whose images become versions as they arrive")
@Blocking
public class WatchesResource {
    private static final long RETRY_AFTER_SECONDS = 5;
    private static final String SHAPE =
            "{\"folder\": text, \"imageSize\": number, \"splitRule\": text, \"seed\": number, \"every\": duration,"
                    + " \"quiet\": duration, \"atLatest\": duration}";

    private final FolderWatches watches;
    private final IngestDefaults defaults;
    private final ObjectMapper json;

    WatchesResource(FolderWatches watches, IngestDefaults defaults, ObjectMapper json) {
        this.watches = watches;
        this.defaults = defaults;
        this.json = json;
    }

    /** Watches a folder. */
    @PUT
    @Path("/{dataset}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setWatch",
            summary = "Have a folder watched",
            description =
                    "Takes the place of the watch of this data set. What is in the folder is ingested once nothing in it has"
                            + " changed for a while, and again whenever something changes.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WatchSubmission.class)))
    @APIResponse(
            responseCode = "200",
            description = "How it stands",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WatchDescription.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not possible; the detail says what is",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response set(@PathParam("dataset") String dataset, @Nullable InputStream body) {
        WatchSubmission submission = JsonBody.read(body, json, WatchSubmission.class, SHAPE);
        IngestSubmission ingest = submission.ingest(dataset);
        FolderWatch watch = defaults.watch(
                ingest.request(defaults),
                ingest.path(),
                WatchSubmission.duration("every", submission.every()),
                WatchSubmission.duration("quiet", submission.quiet()),
                WatchSubmission.duration("atLatest", submission.atLatest()));
        return Response.ok(WatchDescription.of(watches.set(watch)), MediaType.APPLICATION_JSON)
                .build();
    }

    /** All watches. */
    @GET
    @Operation(operationId = "listWatches", summary = "All watched folders, and how they stand")
    public List<WatchDescription> all() {
        return watches.statuses().stream().map(WatchDescription::of).toList();
    }

    /** A watch. */
    @GET
    @Path("/{dataset}")
    @Operation(operationId = "showWatch", summary = "How a watched folder stands")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WatchDescription.class)))
    @APIResponse(
            responseCode = "404",
            description = "No folder is watched for it",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response one(@PathParam("dataset") String dataset) {
        return watches.status(dataset)
                .map(status -> Response.ok(WatchDescription.of(status), MediaType.APPLICATION_JSON)
                        .build())
                .orElseGet(() -> unknown(dataset));
    }

    /** Ends a watch. */
    @DELETE
    @Path("/{dataset}")
    @Operation(operationId = "endWatch", summary = "Have a folder watched no more; its versions stay")
    @APIResponse(responseCode = "204", description = "It is watched no more")
    @APIResponse(
            responseCode = "404",
            description = "No folder is watched for it",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response end(@PathParam("dataset") String dataset) {
        return watches.end(dataset) ? Response.noContent().build() : unknown(dataset);
    }

    private static Response unknown(String dataset) {
        return Problem.response(
                        Response.Status.NOT_FOUND,
                        "unknown-watch",
                        "no folder is watched for data set \"" + dataset + "\"; PUT /v1/watches/" + dataset
                                + " has one watched")
                .build();
    }

    /** What no event may say. */
    @ServerExceptionMapper
    public Response invalid(InvalidEventException e) {
        return Problem.response(Response.Status.BAD_REQUEST, "invalid-watch", String.valueOf(e.getMessage()))
                .build();
    }

    /** A log that is gone comes back. */
    @ServerExceptionMapper
    public Response unpublished(UnpublishedException e) {
        return Problem.response(Response.Status.SERVICE_UNAVAILABLE, "log-unreachable", String.valueOf(e.getMessage()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
