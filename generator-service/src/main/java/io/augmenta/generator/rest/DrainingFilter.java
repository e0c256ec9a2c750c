package io.augmenta.generator.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Map;

/** Sends new requests away while the service drains, in the way of the interface that they came by. */
@Provider
@NotWhileDraining
class DrainingFilter implements ContainerRequestFilter {
    /** About what a start takes; another process of this service can be asked at once. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final String REASON =
            "the service shuts down; ask another one, or this one again in " + RETRY_AFTER.toSeconds() + " s";

    private final Draining draining;

    DrainingFilter(Draining draining) {
        this.draining = draining;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!draining.begun()) {
            return;
        }
        boolean inference = request.getUriInfo().getPath().startsWith("/v2");
        Response.ResponseBuilder refusal = inference
                ? Response.status(Status.SERVICE_UNAVAILABLE)
                        .type(MediaType.APPLICATION_JSON)
                        .entity(Map.of("error", REASON))
                : Problems.shuttingDown(REASON);
        request.abortWith(
                refusal.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER.toSeconds()).build());
    }
}
