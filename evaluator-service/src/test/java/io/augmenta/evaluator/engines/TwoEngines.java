package io.augmenta.evaluator.engines;

import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.evaluator.classifier.ModelFolder;
import io.augmenta.evaluator.classifier.OnnxNetworks;
import io.augmenta.evaluator.classifier.TorchClassifierTraining;
import io.augmenta.evaluator.classifier.TrainedClassifier;
import io.augmenta.extraction.FeatureCache;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.NearestSearch;
import io.augmenta.scoring.features.Neighbours;
import io.augmenta.scoring.fidelity.FrechetDistance;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.zoo.classifier.ClassifierListener;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A process that computes with one engine, then with the other, in the order that it is told; a line for each. */
final class TwoEngines {
    private static final int IMAGES = 300;
    private static final int WIDTH = 70;
    private static final int SIDE = 16;

    private TwoEngines() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        for (String kind : arguments[1].split(",", -1)) {
            System.out.println(kind + " " + (kind.equals("products") ? products() : training(folder)));
        }
    }

    /** Nearest neighbours as loops find them, and a Fréchet distance that is known: that of a set and itself moved by 3. */
    private static String products() {
        float[] queries = drawn(1);
        float[] references = drawn(2);
        Neighbours found = NearestSearch.of(matrix(queries), matrix(references), 1, new Workers(2));
        double worst = 0;
        boolean right = true;
        for (int query = 0; query < IMAGES; query++) {
            int nearest = nearest(queries, query, references);
            right &= found.index(query, 0) == nearest;
            worst = Math.max(worst, Math.abs(found.distance(query, 0) - distance(queries, query, references, nearest)));
        }
        float[] moved = queries.clone();
        for (int i = 0; i < IMAGES; i++) {
            moved[i * WIDTH] += 3;
        }
        double frechet = FrechetDistance.of(matrix(queries), matrix(moved), new Workers(2))
                .value();
        right &= worst < 1e-9 && Math.abs(frechet - 9) < 1e-5;
        return frechet + " " + (right ? "right" : "wrong by " + worst);
    }

    private static FeatureMatrix matrix(float[] values) {
        return FeatureMatrix.owning(IMAGES, WIDTH, values.clone());
    }

    private static float[] drawn(long seed) {
        Random random = new Random(seed);
        float[] values = new float[IMAGES * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static int nearest(float[] queries, int query, float[] references) {
        int nearest = 0;
        for (int reference = 1; reference < IMAGES; reference++) {
            if (distance(queries, query, references, reference) < distance(queries, query, references, nearest)) {
                nearest = reference;
            }
        }
        return nearest;
    }

    private static double distance(float[] queries, int query, float[] references, int reference) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
            double difference = (double) queries[query * WIDTH + i] - references[reference * WIDTH + i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /** A small network that learns whether a picture is brighter above or below, which others of the kind then show. */
    private static String training(Path folder) {
        TorchClassifierTraining training = TorchClassifierTraining.load(
                new TorchSettings(TorchSettings.DeviceChoice.CPU, 1),
                new OnnxNetworks(new ModelFolder(folder), FeatureCache.inMemory(0), 1));
        ClassifierOrder order = new ClassifierOrder("compact", Map.of("epochs", "6", "width", "4"), 7);
        ImageSource test = pictures(40, 1000);
        try (TrainedClassifier classifier =
                training.fit(order, pictures(200, 0), null, ClassifierListener.silent(), StopSignal.never())) {
            float[][] probabilities = classifier.probabilities(test);
            boolean right = true;
            for (int i = 0; i < probabilities.length; i++) {
                right &= probabilities[i][test.label(i)] > 0.5;
            }
            return Arrays.deepHashCode(probabilities) + " " + (right ? "right" : "wrong");
        }
    }

    private static ImageSource pictures(int count, int first) {
        List<byte[]> pixels = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            Random random = new Random(first + i);
            labels[i] = i % 2;
            byte[] picture = new byte[SIDE * SIDE];
            for (int at = 0; at < picture.length; at++) {
                boolean bright = at < picture.length / 2 == (labels[i] == 0);
                picture[at] = (byte) ((bright ? 140 : 60) + random.nextInt(50));
            }
            pixels.add(picture);
        }
        return InMemoryImages.of(List.of("above", "below"), 1, SIDE, SIDE, pixels, labels);
    }
}
