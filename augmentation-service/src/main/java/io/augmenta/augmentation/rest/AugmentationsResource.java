package io.augmenta.augmentation.rest;

import io.augmenta.augmentation.AugmentationDesk;
import io.augmenta.augmentation.AugmentationLoop;
import io.augmenta.augmentation.ImpossiblePolicyException;
import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.telemetry.TracedRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Policies of data sets, how these stand, and every step that was taken. */
@TracedRequest
@Path("/v1/augmentations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Augmentation")
@Blocking
public class AugmentationsResource {
    private final AugmentationLoop loop;
    private final AugmentationDesk desk;

    AugmentationsResource(AugmentationLoop loop, AugmentationDesk desk) {
        this.loop = loop;
        this.desk = desk;
    }

    /** All data sets with a policy. */
    @GET
    @Operation(operationId = "listAugmentations", summary = "All data sets with a policy, and how they stand")
    public List<StandingDetails> all() {
        return loop.standings().stream().map(StandingDetails::of).toList();
    }

    /** One of them. */
    @GET
    @Path("/{dataset}")
    @Operation(operationId = "showAugmentation", summary = "How a data set stands against its policy")
    @APIResponse(
            responseCode = "404",
            description = "It has no policy",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response show(@PathParam("dataset") String dataset) {
        return desk.standing(dataset)
                .map(standing -> Response.ok(StandingDetails.of(standing)).build())
                .orElseGet(() -> Problem.response(
                        Response.Status.NOT_FOUND,
                        "data set \"" + dataset + "\" has no policy; PUT /v1/augmentations/" + dataset
                                + " sets one. Sealed data sets: " + loop.datasets()));
    }

    /** Its steps. */
    @GET
    @Path("/{dataset}/steps")
    @Operation(
            operationId = "listAugmentationSteps",
            summary = "Every step that was taken for a data set, the first first, with the reason")
    public List<StepDetails> steps(@PathParam("dataset") String dataset) {
        return loop.steps(dataset).stream().map(StepDetails::of).toList();
    }

    /** Sets a policy. */
    @PUT
    @Path("/{dataset}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setAugmentationPolicy",
            summary = "Set the policy of a data set",
            description =
                    "Takes the place of the one before. What is under way goes on; active=false begins nothing new.")
    @APIResponse(
            responseCode = "200",
            description = "How the data set stands",
            content = @Content(schema = @Schema(implementation = StandingDetails.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not possible; the detail says what is",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response set(@PathParam("dataset") String dataset, @Nullable PolicySubmission submission) {
        if (submission == null) {
            throw new ImpossiblePolicyException(
                    "the body is missing; give at least a target, such as {\"targetRatios\": {\"*\": 1.5}}");
        }
        AugmentationPolicy set = desk.set(setAt -> submission.policy(dataset, setAt));
        return show(set.dataset());
    }

    @ServerExceptionMapper
    Response impossible(ImpossiblePolicyException problem) {
        return Problem.response(Response.Status.BAD_REQUEST, String.valueOf(problem.getMessage()));
    }
}
