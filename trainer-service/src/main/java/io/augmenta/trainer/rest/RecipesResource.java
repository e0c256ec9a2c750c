package io.augmenta.trainer.rest;

import io.augmenta.zoo.recipe.Recipe;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be trained. */
@Path("/v1/recipes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
public class RecipesResource {

    /** All families. */
    @GET
    @Operation(summary = "Families of models, their hyper-parameters, defaults and allowed values")
    public List<RecipeDescription> all() {
        return Recipe.families().stream().map(RecipeDescription::of).toList();
    }
}
