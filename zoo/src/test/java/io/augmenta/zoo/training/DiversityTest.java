package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.recipe.Recipe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiversityTest {

    /** Class a: a black and a white image, 2 apart; class b: two images of grey, 1 apart. */
    private static final ImageSource IMAGES = InMemoryImages.of(
            List.of("a", "b"), 1, 32, 32, List.of(plain(0), plain(255), plain(64), plain(191)), new int[] {0, 0, 1, 1});

    private static byte[] plain(int brightness) {
        byte[] pixels = new byte[32 * 32];
        java.util.Arrays.fill(pixels, (byte) brightness);
        return pixels;
    }

    private final Diversity diversity = new Diversity(IMAGES, new ImageShape(2, 1, 32), 4, true, 7);

    @Test
    void equalSamplesHaveNoDiversity() {
        assertEquals(0, diversity.of(new PlainModel(0, 0.5f)).orElseThrow());
    }

    /** Half the samples of a class at one brightness, half at another: 4 · 4 of 28 pairs differ. */
    @Test
    void leastDiverseClassCounts() {
        double ofB = (191 - 64) / 127.5;
        double apart = 16.0 / 28 * 0.5;
        assertEquals(
                Math.min(apart / 2, apart / ofB),
                diversity.of(new PlainModel(0.5f, 0.5f)).orElseThrow(),
                1e-6);
        assertEquals(
                16.0 / 28 * 0.1 / ofB, diversity.of(new PlainModel(1, 0.1f)).orElseThrow(), 1e-6);
    }

    @Test
    void classesOfOneImageDoNotCount() {
        ImageSource single = InMemoryImages.of(List.of("a"), 1, 32, 32, List.of(plain(0)), new int[] {0});
        assertTrue(new Diversity(single, new ImageShape(1, 1, 32), 4, true, 7)
                .of(new PlainModel(1, 1))
                .isEmpty());
    }

    /** At the very beginning the samples of this seed differ less than the images do. */
    @Test
    void collapsedRunIsStoppedWhereTheRecipeAsksForIt() {
        Recipe recipe = TinyRecipes.of("wgan-gp", Map.of("least-diversity", "0.99", "average-decay", "0"));
        TrainingPlan plan = new TrainingPlan(recipe, 3, 7, 1);
        Recording recording = new Recording();
        GenerativeTrainer trainer = new GenerativeTrainer(TestTorch.runtime());
        TrainingCollapsedException collapsed = assertThrows(
                TrainingCollapsedException.class,
                () -> trainer.train(plan, TrainingData.of(TinyImages.of(8)), null, recording, StopSignal.never()));
        double told = recording.epochs.get(0).losses().get("diversity");
        assertTrue(told < 0.99);
        assertEquals(1, recording.epochs.size());
        assertEquals(0, recording.snapshots.size());
        assertEquals(
                "Training collapsed at epoch 1: the samples of a class differ by %.3g of what its real images differ by;"
                                .formatted(told)
                        + " least-diversity is 0.99. The last checkpoint is unharmed; try another seed or a lower"
                        + " learning-rate",
                collapsed.getMessage());
    }

    /** Every second sample is brighter, by as much as given for its class. */
    private record PlainModel(float stepOfA, float stepOfB) implements GenerativeModel {

        @Override
        public float[] generate(float[] latents, int[] labels) {
            float[] images = new float[labels.length * 32 * 32];
            for (int i = 0; i < images.length; i++) {
                int image = i / (32 * 32);
                images[i] = image % 2 * (labels[image] == 0 ? stepOfA : stepOfB);
            }
            return images;
        }

        @Override
        public void learn(RealBatch batch, long step) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Map<String, Double>> takeLosses() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Network generator() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Weights generatorWeights() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LearnedState learned() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
