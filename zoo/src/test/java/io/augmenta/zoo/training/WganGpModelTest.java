package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.WganGp;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WganGpModelTest {

    @Test
    void gradientReachesEveryTensorOfBothNetworks() {
        WganGp recipe = (WganGp) Recipe.parse("wgan-gp", Map.of("width", "2", "latent-size", "8"));
        ImageSource images = TinyImages.of(8);
        try (WganGpModel model = new WganGpModel(TestTorch.runtime(), recipe, images, 7, null)) {
            model.learn(wholeOf(images), 0);
            LearnedState learned = model.learned();
            assertNoZeroMoment("generator", learned);
            assertNoZeroMoment("critic", learned);
        }
    }

    /** The first moment is the last gradient when β₁ is 0. */
    private static void assertNoZeroMoment(String network, LearnedState learned) {
        Weights gradients = learned.group(network + ".first-moments");
        gradients
                .tensors()
                .forEach((name, tensor) -> assertTrue(
                        IntStream.range(0, tensor.values().length).anyMatch(i -> tensor.values()[i] != 0),
                        network + " " + name));
    }

    @Test
    void modelLearnsEightImagesByHeartAndTellsTheirClassesApart() {
        WganGp recipe = (WganGp) Recipe.parse(
                "wgan-gp",
                Map.of(
                        "width",
                        "8",
                        "latent-size",
                        "16",
                        "batch-size",
                        "8",
                        "learning-rate",
                        "1e-3",
                        "dropout-rate",
                        "0"));
        ImageSource images = TinyImages.of(8);
        try (WganGpModel model = new WganGpModel(TestTorch.runtime(), recipe, images, 7, null)) {
            double before = meanDistance(model, images, 0, 0) + meanDistance(model, images, 1, 1);
            for (int step = 0; step < 80; step++) {
                model.learn(wholeOf(images), step);
            }
            double own = meanDistance(model, images, 0, 0) + meanDistance(model, images, 1, 1);
            double other = meanDistance(model, images, 0, 1) + meanDistance(model, images, 1, 0);
            assertTrue(own < before / 2, "distance to the images fell from %f to %f".formatted(before, own));
            assertTrue(own < other / 2, "distance to the own class %f, to the other %f".formatted(own, other));
        }
    }

    /** Mean distance (root mean square over pixels) of generated images to the nearest real one of a class. */
    private static double meanDistance(WganGpModel model, ImageSource images, int asked, int compared) {
        int count = 16;
        int[] labels = new int[count];
        Arrays.fill(labels, asked);
        float[] generated = model.generate(RandomStream.of(1, "test latents", 0).gaussians(count * 16), labels);
        return IntStream.range(0, count)
                .mapToDouble(i -> nearest(generated, i, images, compared))
                .average()
                .orElseThrow();
    }

    private static double nearest(float[] generated, int index, ImageSource images, int label) {
        byte[] pixels = new byte[images.bytesPerImage()];
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) == label) {
                images.read(i, pixels, 0);
                double squares = 0;
                for (int p = 0; p < pixels.length; p++) {
                    double difference = generated[index * pixels.length + p] - ((pixels[p] & 0xff) / 127.5 - 1);
                    squares += difference * difference;
                }
                nearest = Math.min(nearest, Math.sqrt(squares / pixels.length));
            }
        }
        return nearest;
    }

    private static RealBatch wholeOf(ImageSource images) {
        return RealBatch.read(images, IntStream.range(0, images.size()).toArray());
    }
}
