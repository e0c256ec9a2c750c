package io.augmenta.ingest.rest;

import io.augmenta.ingest.ImpossibleIngestException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How requests are answered that cannot be met, whichever resource they are for. */
class RefusedRequests {

    /** What cannot be done is the asker's to change. */
    @ServerExceptionMapper
    Response impossible(ImpossibleIngestException e) {
        return Problem.response(Response.Status.BAD_REQUEST, e.kind(), String.valueOf(e.getMessage()))
                .build();
    }
}
