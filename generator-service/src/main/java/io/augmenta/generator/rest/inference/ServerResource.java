package io.augmenta.generator.rest.inference;

import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.rest.Draining;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who serves, and whether it can. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Open Inference Protocol", description = "The same images as tensors (KServe V2)")
public class ServerResource {
    private final Checkpoints checkpoints;
    private final Draining draining;
    private final String version;

    ServerResource(
            Checkpoints checkpoints,
            Draining draining,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.checkpoints = checkpoints;
        this.draining = draining;
        this.version = version;
    }

    @GET
    @Operation(operationId = "serverMetadata", summary = "Name and version of this server")
    public Map<String, Object> metadata() {
        return Map.of("name", "augmenta-generator", "version", version, "extensions", List.of("binary_tensor_data"));
    }

    @GET
    @Path("/health/live")
    @Operation(operationId = "serverLive", summary = "Whether this server answers")
    public Map<String, Boolean> live() {
        return Map.of("live", true);
    }

    @GET
    @Path("/health/ready")
    @Operation(
            operationId = "serverReady",
            summary = "Whether this server knows all models that were published, and does not shut down")
    public Response ready() {
        boolean ready = checkpoints.complete() && !draining.told();
        return Response.status(ready ? Status.OK : Status.BAD_REQUEST)
                .entity(Map.of("live", true, "ready", ready))
                .build();
    }
}
