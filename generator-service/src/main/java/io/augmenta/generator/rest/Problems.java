package io.augmenta.generator.rest;

import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.ImpossibleRequestException;
import io.augmenta.generator.InvalidCountException;
import io.augmenta.generator.NothingReleasedException;
import io.augmenta.generator.UnknownCheckpointException;
import io.augmenta.generator.UnknownClassException;
import io.augmenta.generator.batching.DeadlineExceededException;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.generator.batching.TooBusyException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refusals as problem details (RFC 9457), with what is possible in fields of their own. */
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    static Response of(ImpossibleRequestException e) {
        return of(e, Status.BAD_REQUEST);
    }

    static Response notFound(ImpossibleRequestException e) {
        return of(e, Status.NOT_FOUND);
    }

    static Response of(InvalidParameterException e) {
        Map<String, Object> possible = new LinkedHashMap<>();
        possible.put("parameter", e.parameter());
        if (!e.possible().isEmpty()) {
            possible.put(e.parameter() + "s", e.possible());
        }
        return problem(Status.BAD_REQUEST, "invalid-" + e.parameter(), e, possible)
                .build();
    }

    static Response of(GeneratorUnavailableException e) {
        return problem(Status.INTERNAL_SERVER_ERROR, "generator-unavailable", e, Map.of())
                .build();
    }

    static Response of(NotServedException e) {
        if (e instanceof TooBusyException busy) {
            return problem(Status.SERVICE_UNAVAILABLE, "too-busy", e, Map.of())
                    .header(HttpHeaders.RETRY_AFTER, busy.retryAfter().toSeconds())
                    .build();
        }
        String type = e instanceof DeadlineExceededException ? "deadline-exceeded" : "client-left";
        return problem(Status.GATEWAY_TIMEOUT, type, e, Map.of()).build();
    }

    static Response.ResponseBuilder shuttingDown(String reason) {
        return problem(Status.SERVICE_UNAVAILABLE, "shutting-down", reason, Map.of());
    }

    private static Response of(ImpossibleRequestException e, Status status) {
        if (e instanceof UnknownCheckpointException unknown) {
            return problem(
                            status,
                            "unknown-checkpoint",
                            e,
                            Map.of("parameter", "checkpoint", "checkpoints", unknown.knownIds()))
                    .build();
        }
        if (e instanceof NothingReleasedException nothing) {
            return problem(
                            status,
                            "nothing-released",
                            e,
                            Map.of("parameter", "checkpoint", "datasets", nothing.datasets()))
                    .build();
        }
        if (e instanceof UnknownClassException unknown) {
            return problem(status, "unknown-class", e, Map.of("parameter", "class", "classes", unknown.knownClasses()))
                    .build();
        }
        if (e instanceof InvalidCountException invalid) {
            return problem(
                            status,
                            "invalid-count",
                            e,
                            Map.of("parameter", "count", "limits", Map.of("minimum", 1, "maximum", invalid.maximum())))
                    .build();
        }
        return problem(status, "impossible-request", e, Map.of()).build();
    }

    private static Response.ResponseBuilder problem(
            Status status, String type, Exception e, Map<String, Object> possible) {
        return problem(status, type, String.valueOf(e.getMessage()), possible);
    }

    private static Response.ResponseBuilder problem(
            Status status, String type, String detail, Map<String, Object> possible) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:augmenta:problem:" + type);
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.getStatusCode());
        problem.put("detail", detail);
        problem.putAll(possible);
        return Response.status(status).type(MEDIA_TYPE).entity(problem);
    }
}
