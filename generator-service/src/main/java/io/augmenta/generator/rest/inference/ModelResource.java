package io.augmenta.generator.rest.inference;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.LoadedGenerators;
import io.augmenta.generator.Scores;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What models take and give, and whether they are ready. */
@Path("/v2/models/{name}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Open Inference Protocol", description = "The same images as tensors (KServe V2)")
public class ModelResource {
    private static final String PLATFORM = "onnxruntime_onnx";
    private static final int ANY = -1;

    private final Models models;
    private final Scores scores;
    private final LoadedGenerators loaded;

    ModelResource(Models models, Scores scores, LoadedGenerators loaded) {
        this.models = models;
        this.scores = scores;
        this.loaded = loaded;
    }

    @GET
    @Operation(operationId = "modelMetadata", summary = "What the newest version of a model takes and gives")
    public Response metadata(@PathParam("name") String name) {
        return metadataOf(name, null);
    }

    @GET
    @Path("/versions/{version}")
    @Operation(operationId = "modelVersionMetadata", summary = "What a version of a model takes and gives")
    public Response versionMetadata(@PathParam("name") String name, @PathParam("version") String version) {
        return metadataOf(name, version);
    }

    @GET
    @Path("/ready")
    @Operation(operationId = "modelReady", summary = "Whether the newest version of a model is in memory")
    public Response ready(@PathParam("name") String name) {
        return readinessOf(name, null);
    }

    @GET
    @Path("/versions/{version}/ready")
    @Operation(operationId = "modelVersionReady", summary = "Whether a version of a model is in memory")
    public Response versionReady(@PathParam("name") String name, @PathParam("version") String version) {
        return readinessOf(name, version);
    }

    private Response metadataOf(String name, @Nullable String version) {
        try {
            Model model = models.named(name, version);
            CheckpointPublished checkpoint = model.checkpoint();
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("name", model.name());
            metadata.put("versions", model.versions());
            metadata.put("platform", PLATFORM);
            metadata.put(
                    "inputs",
                    List.of(
                            tensor(Inference.CLASS, "BYTES", ANY),
                            tensor(Inference.COUNT, "INT64", ANY),
                            tensor(Inference.SEED, "INT64", 1),
                            tensor(Inference.LATENT, "FP32", ANY, checkpoint.latentSize())));
            metadata.put(
                    "outputs",
                    List.of(tensor(
                            Inference.IMAGE,
                            "UINT8",
                            ANY,
                            checkpoint.channels(),
                            checkpoint.height(),
                            checkpoint.width())));
            metadata.put("properties", ModelProperties.of(checkpoint, scores.of(checkpoint.checkpointId())));
            return Response.ok(metadata).build();
        } catch (UnknownModelException e) {
            return unknown(e);
        }
    }

    private static Map<String, Object> tensor(String name, String datatype, Integer... shape) {
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("name", name);
        tensor.put("datatype", datatype);
        tensor.put("shape", List.of(shape));
        return tensor;
    }

    /** A model that is not in memory is loaded by its first request; until then it is not ready. */
    private Response readinessOf(String name, @Nullable String version) {
        try {
            Model model = models.named(name, version);
            boolean ready = loaded.isLoaded(model.checkpoint());
            return Response.status(ready ? Status.OK : Status.BAD_REQUEST)
                    .entity(Map.of("name", model.name(), "ready", ready))
                    .build();
        } catch (UnknownModelException e) {
            return unknown(e);
        }
    }

    private static Response unknown(UnknownModelException e) {
        return Response.status(Status.NOT_FOUND)
                .entity(Map.of("error", String.valueOf(e.getMessage())))
                .build();
    }
}
