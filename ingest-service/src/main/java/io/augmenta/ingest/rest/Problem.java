package io.augmenta.ingest.rest;

import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong with a request, after RFC 9457.
 *
 * @param type what kind of problem, as a URN
 * @param title the HTTP status in words
 * @param status the HTTP status
 * @param detail what was wrong with this request, and what is possible
 */
@Schema(name = "IngestProblem")
public record Problem(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Response.ResponseBuilder response(Response.Status status, String kind, String detail) {
        Problem problem =
                new Problem("urn:augmenta:problem:" + kind, status.getReasonPhrase(), status.getStatusCode(), detail);
        return Response.status(status).type(MEDIA_TYPE).entity(problem);
    }
}
