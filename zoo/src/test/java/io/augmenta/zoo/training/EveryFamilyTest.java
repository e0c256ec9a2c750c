package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.VariationalRecipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryFamilyTest {

    /** Two full batches an epoch; two images wait for another epoch. */
    private static final ImageSource IMAGES = TinyImages.of(10);

    private static final TrainingData DATA =
            new TrainingData(IMAGES, Map.of("validation", TinyImages.of(6)), Optional.of(pretrained()));

    private final GenerativeTrainer trainer = new GenerativeTrainer(TestTorch.runtime());

    private static byte[] pretrained() {
        // long enough for running statistics to be those of the convolutions
        TrainingPlan plan = new TrainingPlan(TinyRecipes.of("deep-vae", Map.of("blocks", "10")), 20, 3, 20);
        return new GenerativeTrainer(TestTorch.runtime())
                .train(plan, TrainingData.of(IMAGES), null, new Recording(), StopSignal.never())
                .snapshot()
                .state();
    }

    static List<Recipe> recipes() {
        return TinyRecipes.all();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void gradientReachesEveryTensor(Recipe recipe) {
        TrainingPlan plan = new TrainingPlan(recipe, 1, 7, 1);
        ImageShape shape = ImageShape.of(IMAGES);
        try (GenerativeModel model = Models.open(TestTorch.runtime(), plan, DATA, shape, null)) {
            // past the frozen epoch of a transfer
            long step = 2;
            model.learn(RealBatch.read(IMAGES, IntStream.range(0, 8).toArray()), step);
            model.learned().tensors().forEach((group, moments) -> {
                if (group.endsWith(".first-moments") && !group.startsWith("dense")) {
                    assertNoTensorIsZero(group, moments);
                }
            });
        }
    }

    private static void assertNoTensorIsZero(String group, Weights moments) {
        moments.tensors()
                .forEach((name, tensor) -> assertTrue(
                        IntStream.range(0, tensor.values().length).anyMatch(i -> tensor.values()[i] != 0),
                        group + " " + name));
    }

    /** Stopped within the first epoch, at its end, and within the second. */
    @ParameterizedTest
    @MethodSource("recipes")
    void resumedRunMatchesUninterruptedRun(Recipe recipe) {
        TrainingPlan plan = new TrainingPlan(recipe, 3, 7, 100);
        TrainingSnapshot uninterrupted = train(plan, null).snapshot();
        ResumePoint point = null;
        for (int part = 0; part < 3; part++) {
            Recording recording = new Recording();
            TrainingOutcome stopped = trainer.train(plan, DATA, point, recording, recording.after(part == 2 ? 2 : 1));
            assertInstanceOf(TrainingOutcome.Stopped.class, stopped);
            point = stopped.snapshot().resumePoint();
        }
        TrainingSnapshot resumed = train(plan, point).snapshot();

        assertArrayEquals(uninterrupted.state(), resumed.state());
        assertArrayEquals(uninterrupted.generatorOnnx(), resumed.generatorOnnx());
        assertArrayEquals(uninterrupted.sampleGridPng(), resumed.sampleGridPng());
        assertArrayEquals(
                uninterrupted.reconstructionsPng().orElse(new byte[0]),
                resumed.reconstructionsPng().orElse(new byte[0]));
        assertEquals(losses(uninterrupted), losses(resumed));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void sizeIsThatOfWhatIsLearned(Recipe recipe) {
        ModelSize size = ModelSize.of(recipe, 2, 1, 32);
        TrainingPlan plan = new TrainingPlan(recipe, 1, 7, 1);
        try (GenerativeModel model = Models.open(TestTorch.runtime(), plan, DATA, ImageShape.of(IMAGES), null)) {
            long inState = model.learned().tensors().values().stream()
                    .mapToLong(EveryFamilyTest::numbers)
                    .sum();
            long inGenerator = numbers(model.generatorWeights());
            assertEquals(inGenerator * Float.BYTES, size.generatorBytes());
            assertEquals((inState + inGenerator) * Float.BYTES, size.checkpointBytes());
            assertTrue(size.generatorParameters() < size.parameters());
        }
    }

    private static long numbers(Weights weights) {
        return weights.tensors().values().stream()
                .mapToLong(tensor -> tensor.values().length)
                .sum();
    }

    @Test
    void autoencodersTellTheirLossesOnHeldOutImages() {
        Recording recording = new Recording();
        TrainingPlan plan = new TrainingPlan(TinyRecipes.of("cvae", Map.of()), 1, 7, 1);
        TrainingSnapshot snapshot =
                trainer.train(plan, DATA, null, recording, StopSignal.never()).snapshot();
        assertEquals(
                List.of(
                        "total",
                        "reconstruction",
                        "kl",
                        "gradient_norm",
                        "validation_reconstruction",
                        "validation_kl",
                        "diversity"),
                List.copyOf(recording.epochs.get(0).losses().keySet()));
        assertTrue(snapshot.reconstructionsPng().isPresent());
    }

    @Test
    void onlyAutoencodersShowReconstructions() {
        for (Recipe recipe : TinyRecipes.all()) {
            TrainingPlan plan = new TrainingPlan(recipe, 1, 7, 1);
            boolean shown = train(plan, null).snapshot().reconstructionsPng().isPresent();
            assertEquals(recipe instanceof VariationalRecipe, shown, recipe.family());
        }
    }

    @Test
    void everyFamilyIsTried() {
        assertEquals(
                Recipe.families().stream().sorted().toList(),
                TinyRecipes.all().stream()
                        .map(Recipe::family)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private TrainingOutcome train(TrainingPlan plan, ResumePoint point) {
        return trainer.train(plan, DATA, point, new Recording(), StopSignal.never());
    }

    private static List<Map<String, Double>> losses(TrainingSnapshot snapshot) {
        return snapshot.history().stream().map(EpochReport::losses).toList();
    }
}
