package io.augmenta.augmentation.rest;

import jakarta.ws.rs.core.Response;

/**
 * What went wrong with a request, after RFC 9457.
 *
 * @param title what kind of problem
 * @param status the HTTP status
 * @param detail what was wrong with this request, and what is possible
 */
public record Problem(String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Response response(Response.Status status, String detail) {
        Problem problem = new Problem(status.getReasonPhrase(), status.getStatusCode(), detail);
        return Response.status(status).type(MEDIA_TYPE).entity(problem).build();
    }
}
