package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.random.RandomStream;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How much the samples of a class differ from one another, as a share of how much its real images do: the mean distance
 * (root mean square over pixels) of pairs of samples, on latents that stay the same, over that of pairs of real images.
 * The least over the classes; near 0 where one has collapsed. Classes of fewer than two images, or of equal ones, do not
 * count.
 */
final class Diversity {

    private static final int SAMPLES = 8;

    private final ImageShape shape;
    private final boolean conditional;
    private final float[] latents;
    private final double[] realSpread;

    Diversity(ImageSource images, ImageShape shape, int latentSize, boolean conditional, long seed) {
        this.shape = shape;
        this.conditional = conditional;
        this.latents = RandomStream.of(seed, "diversity", 0).gaussians(SAMPLES * latentSize);
        this.realSpread = IntStream.range(0, conditional ? shape.classes() : 1)
                .mapToDouble(label -> spread(realImages(images, label)))
                .toArray();
    }

    private float[][] realImages(ImageSource images, int label) {
        int[] members = IntStream.range(0, images.size())
                .filter(i -> !conditional || images.label(i) == label)
                .limit(SAMPLES)
                .toArray();
        return Arrays.stream(members).mapToObj(i -> pixels(images, i)).toArray(float[][]::new);
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

    /** The diversity of what a model makes now; nothing where no class counts. */
    OptionalDouble of(GenerativeModel model) {
        return IntStream.range(0, realSpread.length)
                .filter(label -> realSpread[label] > 0)
                .mapToDouble(label -> spread(samples(model, label)) / realSpread[label])
                .min();
    }

    private float[][] samples(GenerativeModel model, int label) {
        int[] labels = new int[SAMPLES];
        Arrays.fill(labels, label);
        float[] all = model.generate(latents, labels);
        int pixels = shape.channels() * shape.size() * shape.size();
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> Arrays.copyOfRange(all, i * pixels, (i + 1) * pixels))
                .toArray(float[][]::new);
    }

    private static double spread(float[][] images) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < images.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += distance(images[i], images[j]);
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    private static double distance(float[] one, float[] other) {
        double squares = 0;
        for (int p = 0; p < one.length; p++) {
            double difference = one[p] - other[p];
            squares += difference * difference;
        }
        return Math.sqrt(squares / one.length);
    }
}
