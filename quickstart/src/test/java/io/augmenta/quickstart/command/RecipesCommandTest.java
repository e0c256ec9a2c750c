package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.RecipeParameter;
import io.augmenta.zoo.training.ModelSize;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipesCommandTest {

    @Test
    void everyFamilyIsListedWithAllItsParametersWithinEightyColumns() {
        CommandRun run = CommandRun.of("recipes");

        assertEquals(0, run.exitStatus());
        for (String family : Recipe.families()) {
            assertTrue(run.out().lines().anyMatch(family::equals), run.out());
            for (RecipeParameter parameter : Recipe.describe(family)) {
                assertTrue(run.out().contains("  " + parameter.name() + " "), parameter.name());
            }
        }
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
        assertTrue(run.out().contains("checkpoint 33."), run.out());
        assertTrue(run.out().contains("Gulrajani et al. 2017"), run.out());
    }

    @Test
    void oneFamilyCanBeAskedFor() {
        String all = CommandRun.of("recipes", "--recipe", "wgan-gp").out();

        Recipe.families().stream()
                .filter(family -> !family.equals("wgan-gp"))
                .forEach(family -> assertFalse(all.lines().anyMatch(family::equals), all));
    }

    @Test
    void programsReadTheSameAsJson() throws Exception {
        JsonNode recipes =
                new ObjectMapper().readTree(CommandRun.of("recipes", "--json").out());

        assertEquals(Recipe.families(), recipes.findValuesAsText("family"));
        JsonNode first = recipes.get(0).path("parameters").get(0);
        RecipeParameter described = Recipe.describe(Recipe.families().get(0)).get(0);
        assertEquals(
                ModelSize.of(Recipe.parse("wgan-gp", Map.of()), 4, 1, 64).checkpointBytes(),
                family(recipes, "wgan-gp").path("checkpoint_bytes").asLong());
        assertFalse(family(recipes, "wgan-gp").path("sources").isEmpty());
        assertEquals(described.name(), first.path("name").asText());
        assertEquals(described.defaultValue(), first.path("default").asText());
        assertEquals(described.allowed(), first.path("allowed").asText());
        assertEquals(described.meaning(), first.path("meaning").asText());
    }

    @Test
    void sizesAreOfTheImagesThatAreNamed() throws Exception {
        JsonNode recipes = new ObjectMapper()
                .readTree(CommandRun.of("recipes", "--json", "--image-size", "128", "--channels", "3", "--classes", "2")
                        .out());

        for (JsonNode recipe : recipes) {
            assertEquals(128, recipe.path("image_size").asInt());
            assertTrue(recipe.path("model_parameters").asLong()
                    > recipe.path("generator_parameters").asLong());
        }
        assertEquals(
                ModelSize.of(Recipe.parse("wgan-gp", Map.of()), 2, 3, 128).parameters(),
                family(recipes, "wgan-gp").path("model_parameters").asLong());
    }

    private static JsonNode family(JsonNode recipes, String name) {
        for (JsonNode recipe : recipes) {
            if (recipe.path("family").asText().equals(name)) {
                return recipe;
            }
        }
        throw new AssertionError("no " + name + " in " + recipes);
    }
}
