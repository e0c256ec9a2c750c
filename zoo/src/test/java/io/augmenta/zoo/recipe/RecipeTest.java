package io.augmenta.zoo.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeTest {

    @Test
    void whatIsLeftOutTakesTheStudysSettings() {
        WganGp recipe = (WganGp) Recipe.parse("wgan-gp", Map.of());
        assertEquals(WganGp.defaults(), recipe);
        assertEquals(128, recipe.latentSize());
        assertEquals(5, recipe.criticSteps());
        assertEquals(10, recipe.gradientPenaltyWeight());
        assertEquals(1e-4, recipe.learningRate());
        assertEquals(0, recipe.beta1());
        assertEquals(0.9, recipe.beta2());
    }

    @Test
    void whatIsGivenIsRead() {
        WganGp recipe = (WganGp) Recipe.parse(
                "wgan-gp", Map.of("width", "8", "batch-size", " 16 ", "learning-rate", "2e-4", "dropout-rate", "0"));
        assertEquals(8, recipe.width());
        assertEquals(16, recipe.batchSize());
        assertEquals(2e-4, recipe.learningRate());
        assertEquals(0, recipe.dropoutRate());
    }

    @Test
    void writtenParametersReadBackAsTheSameRecipe() {
        Recipe recipe = new WganGp(64, 12, 20, 3, 7.5, 3e-5, 0.5, 0.999, 0.3, 0.9);
        assertEquals(recipe, Recipe.parse(recipe.family(), recipe.parameters()));
    }

    @Test
    void everyParameterIsDescribedWithItsDefault() {
        Map<String, String> defaults = WganGp.defaults().parameters();
        for (RecipeParameter parameter : Recipe.describe("wgan-gp")) {
            assertEquals(defaults.get(parameter.name()), parameter.defaultValue());
        }
        assertEquals(defaults.size(), Recipe.describe("wgan-gp").size());
    }

    @Test
    void unknownFamilyIsRefusedWithThoseThatExist() {
        assertRefused("recipe is \"dcgan\"; allowed: wgan-gp", "dcgan", Map.of());
    }

    @Test
    void unknownParameterIsRefusedWithThoseThatExist() {
        assertRefused(
                "wgan-gp has no parameter \"batch\" (given: \"32\"); allowed: latent-size, width, batch-size,"
                        + " critic-steps, gradient-penalty-weight, learning-rate, beta1, beta2, dropout-rate, average-decay",
                "wgan-gp",
                Map.of("batch", "32"));
    }

    @Test
    void textInPlaceOfANumberIsRefused() {
        assertRefused(
                "batch-size is \"many\"; allowed: a whole number from 1 to 4096",
                "wgan-gp",
                Map.of("batch-size", "many"));
        assertRefused("width is \"1.5\"; allowed: a whole number from 1 to 512", "wgan-gp", Map.of("width", "1.5"));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertRefused("width is 0; allowed: a whole number from 1 to 512", "wgan-gp", Map.of("width", "0"));
        assertRefused("beta1 is 1; allowed: a number at least 0 and below 1", "wgan-gp", Map.of("beta1", "1"));
        assertRefused(
                "learning-rate is 0; allowed: a number above 0 and at most 1", "wgan-gp", Map.of("learning-rate", "0"));
        assertRefused(
                "dropout-rate is NaN; allowed: a number at least 0 and below 1",
                "wgan-gp",
                Map.of("dropout-rate", "NaN"));
    }

    private static void assertRefused(String message, String family, Map<String, String> parameters) {
        InvalidRecipeException refused =
                assertThrows(InvalidRecipeException.class, () -> Recipe.parse(family, parameters));
        assertEquals(message, refused.getMessage());
    }
}
