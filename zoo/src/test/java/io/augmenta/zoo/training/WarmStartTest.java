package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmStartTest {

    private static final String EARLIER = "earlier-e0003";
    private static final ImageSource IMAGES = TinyImages.of(8);

    static List<Recipe> recipes() {
        return List.of(
                TinyRecipes.of("cgan", Map.of()),
                TinyRecipes.of("wgan-gp", Map.of()),
                TinyRecipes.of("cvae", Map.of()),
                TinyRecipes.of("deep-cvae", Map.of("blocks", "10")));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void runBeginsWithTheTensorsOfTheEarlierOneAndWithFreshMoments(Recipe recipe) {
        byte[] earlier = trained(recipe, IMAGES);
        LearnedState before = TrainingStateFormat.decode(earlier).learned();

        LearnedState begun = begun(recipe, IMAGES, Optional.of(earlier));

        begun.tensors().forEach((group, weights) -> {
            if (group.endsWith(".weights")) {
                assertEqualTensors(before.group(group), weights, group);
            } else if (group.endsWith("-moments")) {
                weights.tensors()
                        .values()
                        .forEach(
                                moment -> assertArrayEquals(new float[moment.values().length], moment.values(), group));
            }
        });
        begun.counters().forEach((name, count) -> assertEquals(0, count, name));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void whereAClassWasAddedTheOtherTensorsAreTakenOver(Recipe recipe) {
        byte[] earlier = trained(recipe, IMAGES);
        LearnedState before = TrainingStateFormat.decode(earlier).learned();
        ImageSource more = withAThirdClass();
        LearnedState random = begun(recipe, more, Optional.empty());

        LearnedState begun = begun(recipe, more, Optional.of(earlier));

        int taken = 0;
        int left = 0;
        for (String group : begun.tensors().keySet()) {
            if (group.endsWith(".weights")) {
                for (String name : begun.group(group).tensors().keySet()) {
                    Weights.Tensor found = before.group(group).get(name);
                    Weights.Tensor now = begun.group(group).get(name);
                    boolean agrees = found.shape().equals(now.shape());
                    assertArrayEquals(
                            agrees
                                    ? found.values()
                                    : random.group(group).get(name).values(),
                            now.values(),
                            group + " " + name);
                    taken += agrees ? 1 : 0;
                    left += agrees ? 0 : 1;
                }
            }
        }
        assertTrue(taken > left && left > 0, taken + " taken over, " + left + " left");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void resumedWarmRunMatchesUninterruptedOne(Recipe recipe) {
        TrainingPlan plan = new TrainingPlan(recipe, 3, 7, 100, EARLIER);
        TrainingData data = new TrainingData(IMAGES, Map.of(), Optional.empty(), Optional.of(trained(recipe, IMAGES)));
        GenerativeTrainer trainer = new GenerativeTrainer(TestTorch.runtime());
        byte[] uninterrupted = trainer.train(plan, data, null, new Recording(), StopSignal.never())
                .snapshot()
                .state();
        Recording recording = new Recording();
        TrainingOutcome stopped = trainer.train(plan, data, null, recording, recording.after(3));
        assertInstanceOf(TrainingOutcome.Stopped.class, stopped);

        byte[] resumed = trainer.train(
                        plan,
                        TrainingData.of(IMAGES),
                        stopped.snapshot().resumePoint(),
                        new Recording(),
                        StopSignal.never())
                .snapshot()
                .state();

        assertArrayEquals(uninterrupted, resumed);
        assertFalse(Arrays.equals(uninterrupted, cold(recipe)), "a warm start that changes nothing");
    }

    @Test
    void stateOfARunThatBeganElsewhereIsRefused() {
        Recipe recipe = recipes().get(1);
        ResumePoint cold = new GenerativeTrainer(TestTorch.runtime())
                .train(
                        new TrainingPlan(recipe, 1, 7, 1),
                        TrainingData.of(IMAGES),
                        null,
                        new Recording(),
                        StopSignal.never())
                .snapshot()
                .resumePoint();
        TrainingPlan warm = new TrainingPlan(recipe, 2, 7, 1, EARLIER);

        InvalidTrainingStateException refused =
                assertThrows(InvalidTrainingStateException.class, () -> new GenerativeTrainer(TestTorch.runtime())
                        .train(warm, TrainingData.of(IMAGES), cold, new Recording(), StopSignal.never()));

        assertTrue(String.valueOf(refused.getMessage()).contains("warm-start"), refused.getMessage());
    }

    @Test
    void stateWithNothingInCommonIsRefused() {
        byte[] autoencoder = trained(TinyRecipes.of("cvae", Map.of()), IMAGES);

        UnusablePretrainingException refused = assertThrows(
                UnusablePretrainingException.class,
                () -> begun(TinyRecipes.of("wgan-gp", Map.of()), IMAGES, Optional.of(autoencoder)));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("The run is to begin with the tensors of a cvae"));
    }

    private static LearnedState begun(Recipe recipe, ImageSource images, Optional<byte[]> warmState) {
        TrainingPlan plan = new TrainingPlan(recipe, 1, 11, 1, warmState.isPresent() ? EARLIER : "");
        TrainingData data = new TrainingData(images, Map.of(), Optional.empty(), warmState);
        try (GenerativeModel model = Models.open(TestTorch.runtime(), plan, data, ImageShape.of(images), null)) {
            return model.learned();
        }
    }

    private static byte[] trained(Recipe recipe, ImageSource images) {
        return new GenerativeTrainer(TestTorch.runtime())
                .train(
                        new TrainingPlan(recipe, 2, 3, 2),
                        TrainingData.of(images),
                        null,
                        new Recording(),
                        StopSignal.never())
                .snapshot()
                .state();
    }

    private static byte[] cold(Recipe recipe) {
        return new GenerativeTrainer(TestTorch.runtime())
                .train(
                        new TrainingPlan(recipe, 3, 7, 100),
                        TrainingData.of(IMAGES),
                        null,
                        new Recording(),
                        StopSignal.never())
                .snapshot()
                .state();
    }

    private static ImageSource withAThirdClass() {
        List<byte[]> pixels = new ArrayList<>();
        int[] labels = new int[9];
        for (int i = 0; i < labels.length; i++) {
            byte[] image = new byte[IMAGES.bytesPerImage()];
            IMAGES.read(i % 8, image, 0);
            pixels.add(image);
            labels[i] = i < 8 ? IMAGES.label(i) : 2;
        }
        List<String> classes = new ArrayList<>(IMAGES.classes());
        classes.add("new");
        return InMemoryImages.of(classes, 1, IMAGES.height(), IMAGES.width(), pixels, labels);
    }

    private static void assertEqualTensors(Weights expected, Weights actual, String group) {
        assertEquals(expected.tensors().keySet(), actual.tensors().keySet());
        expected.tensors()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor.values(), actual.get(name).values(), group + " " + name));
    }
}
