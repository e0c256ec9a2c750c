package io.augmenta.zoo.classifier;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small pictures made for tests. */
final class Pictures {

    static final int SIZE = 32;
    static final List<String> CLASSES = List.of("horizontal stripes", "vertical stripes", "disc", "ring");

    private Pictures() {}

    /** Noisy figures of random place, brightness and scale; the class says which figure. */
    static ImageSource figures(int count, long seed) {
        List<byte[]> pixels = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES.size();
            pixels.add(figure(labels[i], RandomStream.of(seed, "figure", i)));
        }
        return InMemoryImages.of(CLASSES, 1, SIZE, SIZE, pixels, labels);
    }

    private static byte[] figure(int label, RandomStream random) {
        float[] pose = random.uniforms(4);
        float[] noise = random.gaussians(SIZE * SIZE);
        byte[] pixels = new byte[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double drawn =
                        40 + (40 + 60 * pose[0]) * shape(label, x - 8 - 16 * pose[1], y - 8 - 16 * pose[2], pose[3]);
                pixels[y * SIZE + x] = (byte) Math.max(0, Math.min(255, drawn + 15 * noise[y * SIZE + x]));
            }
        }
        return pixels;
    }

    private static double shape(int label, double x, double y, double scale) {
        double radius = Math.hypot(x, y);
        double period = 4 + 3 * scale;
        return switch (label) {
            case 0 -> 1 + Math.sin(2 * Math.PI * y / period);
            case 1 -> 1 + Math.sin(2 * Math.PI * x / period);
            case 2 -> radius < period ? 2 : 0;
            default -> Math.abs(radius - period) < 1.5 ? 2 : 0;
        };
    }

    /** Even noise under labels 0, 1, …, so that nothing but learning by heart helps. */
    static ImageSource noise(int count) {
        List<byte[]> pixels = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES.size();
            float[] drawn = RandomStream.of(1, "noise", i).uniforms(SIZE * SIZE);
            byte[] picture = new byte[SIZE * SIZE];
            for (int p = 0; p < picture.length; p++) {
                picture[p] = (byte) (256 * drawn[p]);
            }
            pixels.add(picture);
        }
        return InMemoryImages.of(CLASSES, 1, SIZE, SIZE, pixels, labels);
    }

    /** Some of the images, in the order asked for. */
    static ImageSource pick(ImageSource source, int... indices) {
        List<byte[]> pixels = new ArrayList<>();
        for (int index : indices) {
            byte[] picture = new byte[source.bytesPerImage()];
            source.read(index, picture, 0);
            pixels.add(picture);
        }
        int[] labels = Arrays.stream(indices).map(source::label).toArray();
        return InMemoryImages.of(source.classes(), source.channels(), source.height(), source.width(), pixels, labels);
    }

    static double accuracy(CompactClassifier classifier, ImageSource source) {
        float[][] probabilities = classifier.probabilities(source);
        int right = 0;
        for (int i = 0; i < probabilities.length; i++) {
            float ofLabel = probabilities[i][source.label(i)];
            boolean beaten = false;
            for (float other : probabilities[i]) {
                beaten |= other > ofLabel;
            }
            right += beaten ? 0 : 1;
        }
        return (double) right / probabilities.length;
    }
}
