package io.augmenta.quickstart.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeSettingsTest {

    @Test
    void theBeginningOfANameIsEnoughWhereNoOtherBeginsSo() throws Exception {
        assertEquals(16, RecipeSettings.parse("wgan-gp", Map.of("batch", "16")).batchSize());
        assertEquals(
                Map.of("batch-size", "16", "width", "8"),
                RecipeSettings.withFullNames("wgan-gp", Map.of("batch", "16", "width", "8")));
    }

    @Test
    void theStudysParametersAreCalledAsItCallsThem() throws Exception {
        Map<String, String> parameters = RecipeSettings.parse(
                        "wgan-gp", Map.of("latent", "256", "generator", "upsampling", "discriminator", "batchnorm"))
                .parameters();

        assertEquals("256", parameters.get("latent"));
        assertEquals("upsampling", parameters.get("generator"));
        assertEquals("batchnorm", parameters.get("discriminator"));
    }

    @Test
    void aNameThatAParameterHadBeforeStaysGood() throws Exception {
        assertEquals(
                256,
                RecipeSettings.parse("wgan-gp", Map.of("latent-size", "256")).latentSize());
    }

    @Test
    void aBeginningEndsAtAHyphen() {
        UnusableSettingsException refusal = assertThrows(
                UnusableSettingsException.class, () -> RecipeSettings.parse("wgan-gp", Map.of("bat", "256")));

        assertTrue(refusal.getMessage().contains("\"bat\""), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("batch-size"), refusal.getMessage());
    }

    @Test
    void aParameterIsGivenOnce() {
        UnusableSettingsException refusal = assertThrows(
                UnusableSettingsException.class,
                () -> RecipeSettings.parse("wgan-gp", Map.of("batch", "64", "batch-size", "128")));

        assertTrue(refusal.getMessage().contains("batch-size is given twice"), refusal.getMessage());
    }

    @Test
    void aValueThatIsNotAllowedIsAnsweredWithWhatIs() {
        UnusableSettingsException refusal = assertThrows(
                UnusableSettingsException.class, () -> RecipeSettings.parse("wgan-gp", Map.of("width", "0")));

        assertTrue(refusal.getMessage().contains("width"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("from 1 to"), refusal.getMessage());
    }

    @Test
    void anUnknownRecipeIsAnsweredWithThoseThatThereAre() {
        UnusableSettingsException refusal =
                assertThrows(UnusableSettingsException.class, () -> RecipeSettings.parse("gan", Map.of()));

        assertTrue(refusal.getMessage().contains("wgan-gp"), refusal.getMessage());
    }

    @Test
    void wordsGoToTheNextLineWhereThereIsNoRoom() {
        assertEquals(
                List.of("one two three four", "five", "a-word-longer-than-a-line", "six"),
                Words.wrapped("one two three four five a-word-longer-than-a-line six", 20));
    }
}
