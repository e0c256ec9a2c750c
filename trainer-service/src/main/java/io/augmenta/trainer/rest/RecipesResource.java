package io.augmenta.trainer.rest;

import io.augmenta.trainer.ImpossibleRunException;
import io.augmenta.trainer.RunPlanner;
import io.augmenta.zoo.recipe.Recipe;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What can be trained. */
@Path("/v1/recipes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
@Blocking
public class RecipesResource {
    private static final int MAX_CLASSES = 1000;

    /** All families. */
    @GET
    @Operation(
            summary = "Families of models: what they are, where they come from, hyper-parameters, sizes",
            description = "Sizes are those of the default hyper-parameters, for the images that are asked about.")
    @APIResponse(
            responseCode = "200",
            description = "The families",
            content = @Content(schema = @Schema(implementation = RecipeDescription[].class)))
    @APIResponse(
            responseCode = "400",
            description = "No such images can be trained on; the detail says which can",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public List<RecipeDescription> all(
            @Parameter(description = "Edge length of the images") @QueryParam("imageSize") @DefaultValue("64")
                    int imageSize,
            @Parameter(description = "1 for grey images, 3 for colour") @QueryParam("channels") @DefaultValue("1")
                    int channels,
            @Parameter(description = "Classes of the data set") @QueryParam("classes") @DefaultValue("4") int classes) {
        RunPlanner.requireTrainable(channels, imageSize, imageSize);
        if (classes < 1 || classes > MAX_CLASSES) {
            throw new ImpossibleRunException(
                    "classes is " + classes + "; allowed: a whole number from 1 to " + MAX_CLASSES);
        }
        return Recipe.families().stream()
                .map(family -> RecipeDescription.of(family, imageSize, channels, classes))
                .toList();
    }

    @ServerExceptionMapper
    Response impossible(ImpossibleRunException problem) {
        return Problem.response(Response.Status.BAD_REQUEST, String.valueOf(problem.getMessage()));
    }
}
