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

    /** A generator that only knew the mean of each class would be no nearer to single images than that mean is. */
    @Test
    void modelLearnsEightImagesByHeartAndTellsTheirClassesApart() {
        Map<String, String> parameters = Map.of(
                "width", "8",
                "latent-size", "16",
                "batch-size", "8",
                "learning-rate", "1e-3",
                "dropout-rate", "0",
                "average-decay", "0.9");
        WganGp recipe = (WganGp) Recipe.parse("wgan-gp", parameters);
        ImageSource images = TinyImages.of(8);
        try (WganGpModel model = new WganGpModel(TestTorch.runtime(), recipe, images, 7, null)) {
            for (int step = 0; step < 150; step++) {
                model.learn(wholeOf(images), step);
            }
            for (int label = 0; label < 2; label++) {
                double own = meanDistance(model, images, label, label);
                double other = meanDistance(model, images, label, 1 - label);
                double ofMean = nearest(meanImage(images, label), 0, images, label);
                assertTrue(own < ofMean, "distance to own class %f, of its mean image %f".formatted(own, ofMean));
                assertTrue(own < other / 2, "distance to own class %f, to the other %f".formatted(own, other));
            }
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
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) == label) {
                float[] image = pixels(images, i);
                double squares = 0;
                for (int p = 0; p < image.length; p++) {
                    double difference = generated[index * image.length + p] - image[p];
                    squares += difference * difference;
                }
                nearest = Math.min(nearest, Math.sqrt(squares / image.length));
            }
        }
        return nearest;
    }

    private static float[] meanImage(ImageSource images, int label) {
        float[] mean = new float[images.bytesPerImage()];
        int[] members = IntStream.range(0, images.size())
                .filter(i -> images.label(i) == label)
                .toArray();
        for (int member : members) {
            float[] image = pixels(images, member);
            for (int p = 0; p < mean.length; p++) {
                mean[p] += image[p] / members.length;
            }
        }
        return mean;
    }

    private static float[] pixels(ImageSource images, int index) {
        byte[] raw = new byte[images.bytesPerImage()];
        images.read(index, raw, 0);
        float[] pixels = new float[raw.length];
        for (int p = 0; p < raw.length; p++) {
            pixels[p] = (raw[p] & 0xff) / 127.5f - 1;
        }
        return pixels;
    }

    private static RealBatch wholeOf(ImageSource images) {
        return RealBatch.read(images, IntStream.range(0, images.size()).toArray());
    }
}
