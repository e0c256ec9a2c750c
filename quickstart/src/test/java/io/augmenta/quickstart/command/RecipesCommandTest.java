package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.RecipeParameter;
import org.junit.jupiter.api.Test;

class RecipesCommandTest {

    @Test
    void everyFamilyIsListedWithAllItsParametersWithinEightyColumns() {
        CommandRun run = CommandRun.of("recipes");

        assertEquals(0, run.exitStatus());
        for (String family : Recipe.families()) {
            assertTrue(run.out().lines().anyMatch(line -> line.startsWith(family)), run.out());
            for (RecipeParameter parameter : Recipe.describe(family)) {
                assertTrue(run.out().contains("  " + parameter.name() + " "), parameter.name());
            }
        }
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
    }

    @Test
    void oneFamilyCanBeAskedFor() {
        String all = CommandRun.of("recipes", "--recipe", "wgan-gp").out();

        Recipe.families().stream()
                .filter(family -> !family.equals("wgan-gp"))
                .forEach(family -> assertFalse(all.lines().anyMatch(line -> line.startsWith(family)), all));
    }

    @Test
    void programsReadTheSameAsJson() throws Exception {
        JsonNode recipes =
                new ObjectMapper().readTree(CommandRun.of("recipes", "--json").out());

        assertEquals(Recipe.families(), recipes.findValuesAsText("family"));
        JsonNode first = recipes.get(0).path("parameters").get(0);
        RecipeParameter described = Recipe.describe(Recipe.families().get(0)).get(0);
        assertEquals(described.name(), first.path("name").asText());
        assertEquals(described.defaultValue(), first.path("default").asText());
        assertEquals(described.allowed(), first.path("allowed").asText());
        assertEquals(described.meaning(), first.path("meaning").asText());
    }
}
