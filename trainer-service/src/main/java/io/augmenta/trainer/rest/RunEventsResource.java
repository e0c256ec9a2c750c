package io.augmenta.trainer.rest;

import io.augmenta.trainer.RunBook;
import io.augmenta.trainer.RunRecord;
import io.augmenta.trainer.UnknownRunException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** How a training run gets on, as it happens. */
@Path("/v1/training-runs/{id}/events")
@Tag(name = "Training")
@Blocking
public class RunEventsResource {
    private final RunBook book;
    private final EventStreams streams;

    RunEventsResource(RunBook book, EventStreams streams) {
        this.book = book;
        this.streams = streams;
    }

    /** Follows a run. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Follow a training run by server-sent events",
            description =
                    "What is known so far, then what comes: \"epoch\" for every epoch done, \"status\" where the run is"
                            + " requested, taken up or being cancelled, and \"ended\", after which the stream ends. A comment now"
                            + " and then shows that the stream is alive. With Last-Event-ID, the id of the last event that a"
                            + " client got, it goes on from there; a run that had ended by then and still has is answered 204.")
    @APIResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = EpochEvent.class)))
    @APIResponse(responseCode = "204", description = "The client has been told how the run ended")
    @APIResponse(
            responseCode = "404",
            description = "No such run",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") String runId,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse events) {
        RunRecord run = book.find(runId).orElseThrow(() -> new UnknownRunException(runId));
        RunEventId told = RunEventId.parse(lastEventId);
        if (told.ended() != null && told.ended() == run.state()) {
            // what makes a browser's EventSource stop asking again
            throw new WebApplicationException(Response.noContent().build());
        }
        return streams.follow(runId, told, events);
    }

    @ServerExceptionMapper
    Response unknown(UnknownRunException problem) {
        return Problem.response(Response.Status.NOT_FOUND, String.valueOf(problem.getMessage()));
    }
}
