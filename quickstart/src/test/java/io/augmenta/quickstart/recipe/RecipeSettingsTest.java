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
        assertEquals(
                256, RecipeSettings.parse("wgan-gp", Map.of("latent", "256")).latentSize());
        assertEquals(
                Map.of("latent-size", "256", "width", "8"),
                RecipeSettings.withFullNames("wgan-gp", Map.of("latent", "256", "width", "8")));
    }

    @Test
    void aBeginningEndsAtAHyphen() {
        UnusableSettingsException refusal = assertThrows(
                UnusableSettingsException.class, () -> RecipeSettings.parse("wgan-gp", Map.of("lat", "256")));

        assertTrue(refusal.getMessage().contains("\"lat\""), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("latent-size"), refusal.getMessage());
    }

    @Test
    void aParameterIsGivenOnce() {
        UnusableSettingsException refusal = assertThrows(
                UnusableSettingsException.class,
                () -> RecipeSettings.parse("wgan-gp", Map.of("latent", "64", "latent-size", "128")));

        assertTrue(refusal.getMessage().contains("latent-size is given twice"), refusal.getMessage());
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
