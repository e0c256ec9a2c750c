package io.augmenta.zoo.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {

    @Test
    void whatIsLeftOutTakesTheStudysSettings() {
        WganGp recipe = (WganGp) Recipe.parse("wgan-gp", Map.of());
        assertEquals(WganGp.defaults(), recipe);
        assertEquals(128, recipe.latentSize());
        assertEquals(5, recipe.criticSteps());
        assertEquals(10, recipe.gradientPenaltyWeight());
        assertEquals(1e-4, recipe.optimisation().learningRate());
        assertEquals(0, recipe.optimisation().beta1());
        assertEquals(0.9, recipe.optimisation().beta2());
        assertEquals(AdversarialRecipe.Generator.TRANSPOSED, recipe.generator());
        assertEquals(AdversarialRecipe.Discriminator.DROPOUT, recipe.discriminator());
    }

    @Test
    void whatIsGivenIsRead() {
        WganGp recipe = (WganGp) Recipe.parse(
                "wgan-gp", Map.of("width", "8", "batch-size", " 16 ", "learning-rate", "2e-4", "dropout-rate", "0"));
        assertEquals(8, recipe.width());
        assertEquals(16, recipe.batchSize());
        assertEquals(2e-4, recipe.optimisation().learningRate());
        assertEquals(0, recipe.dropoutRate());
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void writtenParametersReadBackAsTheSameRecipe(Recipe recipe) {
        assertEquals(recipe, Recipe.parse(recipe.family(), recipe.parameters()));
    }

    static List<Recipe> unusual() {
        Optimisation optimisation = new Optimisation(20, 3e-5, 0.5, 0.999, 0.9, 0.25);
        AdversarialSettings adversarial = new AdversarialSettings(
                64, AdversarialRecipe.Generator.UPSAMPLING, AdversarialRecipe.Discriminator.BATCHNORM, 12, 0.3);
        VariationalSettings settings = new VariationalSettings(512, 8, 0.5, 0.1, optimisation);
        return List.of(
                new Cgan(adversarial, optimisation),
                new WganGp(adversarial, 3, 7.5, optimisation),
                new Cvae(Cvae.Encoder.CONV_6, Cvae.Decoder.TRANSPOSED_6, settings),
                new DeepCvae(19, settings),
                new DeepVae(10, settings),
                new Transfer("run-e0400", 12, 2e-5, 16, settings));
    }

    @Test
    void aTransferObjectsToWhatHasOtherConvolutionsAndToNothingElse() {
        Transfer transfer =
                (Transfer) Recipe.parse("transfer", Map.of("pretrained", "c", "blocks", "10", "width", "8"));

        assertEquals(Optional.empty(), transfer.objectionTo(deepVae("10", "8", "256")));
        assertEquals(Optional.empty(), transfer.objectionTo(deepVae("10", "8", "512")));
        assertEquals(
                Optional.of(
                        "pretrained is \"c\", which was trained with blocks 13, this run asks for blocks 10; they have"
                                + " to be equal"),
                transfer.objectionTo(deepVae("13", "8", "256")));
        assertEquals(
                Optional.of(
                        "pretrained is \"c\", which was trained with width 9, this run asks for width 8; they have to"
                                + " be equal"),
                transfer.objectionTo(deepVae("10", "9", "256")));
        assertEquals(
                Optional.of("pretrained is \"c\", a checkpoint of a deep-cvae; expected one of a deep-vae"),
                transfer.objectionTo(Recipe.parse("deep-cvae", Map.of("blocks", "10", "width", "8"))));
    }

    private static Recipe deepVae(String blocks, String width, String latent) {
        return Recipe.parse("deep-vae", Map.of("blocks", blocks, "width", width, "latent", latent));
    }

    @Test
    void theStudysFamiliesAreThere() {
        assertEquals(List.of("cgan", "wgan-gp", "cvae", "deep-cvae", "deep-vae", "transfer"), Recipe.families());
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void everyParameterIsDescribedWithItsDefault(Recipe recipe) {
        Map<String, String> given = recipe instanceof Transfer ? Map.of("pretrained", "run-e0400") : Map.of();
        Map<String, String> defaults = Recipe.parse(recipe.family(), given).parameters();
        List<RecipeParameter> described = Recipe.describe(recipe.family());
        assertEquals(
                List.copyOf(defaults.keySet()),
                described.stream().map(RecipeParameter::name).toList());
        for (RecipeParameter parameter : described) {
            String stated = parameter.name().equals("pretrained") ? "run-e0400" : parameter.defaultValue();
            assertEquals(defaults.get(parameter.name()), stated);
        }
        assertFalse(Recipe.card(recipe.family()).sources().isEmpty());
    }

    @Test
    void namedValuesAreWrittenAsRequestsGiveThem() {
        Map<String, String> written = Recipe.parse("cvae", Map.of("encoder", "conv-6", "decoder", "transposed-6"))
                .parameters();
        assertEquals("conv-6", written.get("encoder"));
        assertEquals("transposed-6", written.get("decoder"));
        assertRefused(
                "generator is \"upsample\"; allowed: transposed, upsampling",
                "wgan-gp",
                Map.of("generator", "upsample"));
    }

    @Test
    void depthThatThereIsNotIsRefusedWithThoseThatThereAre() {
        assertRefused("blocks is 12; allowed: 10, 13, 16, 19", "deep-cvae", Map.of("blocks", "12"));
    }

    @Test
    void transferWithoutACheckpointIsRefused() {
        assertRefused("pretrained is missing; allowed: the id of a checkpoint of a deep-vae", "transfer", Map.of());
    }

    @Test
    void unknownFamilyIsRefusedWithThoseThatExist() {
        assertRefused(
                "recipe is \"dcgan\"; allowed: cgan, wgan-gp, cvae, deep-cvae, deep-vae, transfer", "dcgan", Map.of());
    }

    @Test
    void unknownParameterIsRefusedWithThoseThatExist() {
        assertRefused(
                "wgan-gp has no parameter \"batch\" (given: \"32\"); allowed: latent, generator,"
                        + " discriminator, width, dropout-rate, critic-steps, gradient-penalty-weight, batch-size,"
                        + " learning-rate, beta1, beta2, average-decay, least-diversity",
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
