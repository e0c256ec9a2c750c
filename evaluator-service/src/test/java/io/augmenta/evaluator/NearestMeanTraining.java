package io.augmenta.evaluator;

import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.evaluator.classifier.ClassifierTraining;
import io.augmenta.evaluator.classifier.Extractors;
import io.augmenta.evaluator.classifier.ImpossibleClassifierException;
import io.augmenta.evaluator.classifier.TrainedClassifier;
import io.augmenta.evaluator.study.Instruments;
import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.classifier.ClassifierEpoch;
import io.augmenta.zoo.classifier.ClassifierListener;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A small classifier for tests: the class whose mean image is nearest. Its results can be worked out by hand. */
public final class NearestMeanTraining implements ClassifierTraining {
    /** One network, {@code two-features.onnx}: how bright an image is, and how its pixels differ. */
    public static final Extractors EXTRACTORS = NearestMeanTraining::open;

    private static final int EPOCHS = 3;

    private final boolean sampled;
    private final boolean promisesOnlyOne;

    private NearestMeanTraining(boolean sampled, boolean promisesOnlyOne) {
        this.sampled = sampled;
        this.promisesOnlyOne = promisesOnlyOne;
    }

    /** The means of all images, whatever the seed. */
    public NearestMeanTraining() {
        this(false, false);
    }

    /** The means of all images, with the promise that no seed makes others. */
    public static NearestMeanTraining whateverTheSeed() {
        return new NearestMeanTraining(false, true);
    }

    /** The means of a random eighth of the images, so that each seed learns something else. */
    public static NearestMeanTraining ofSamples() {
        return new NearestMeanTraining(true, false);
    }

    /** What a study that trains nearest means works with. */
    public static Instruments instruments() {
        return new Instruments(new NearestMeanTraining(), EXTRACTORS);
    }

    private static FeatureExtractor open(String model) {
        if (!model.equals("two-features.onnx")) {
            throw new ImpossibleClassifierException(
                    "There is no model '" + model + "'; there is two-features.onnx", null);
        }
        return new MeanAndDeviation(model);
    }

    @Override
    public void check(ClassifierOrder order) {
        if (!order.family().equals("nearest-mean")) {
            throw new ImpossibleClassifierException(
                    "There is no classifier " + order.family() + "; there is nearest-mean", null);
        }
    }

    @Override
    public TrainedClassifier fit(
            ClassifierOrder order,
            ImageSource train,
            @Nullable ImageSource validation,
            ClassifierListener listener,
            StopSignal stop) {
        double[][] means = means(train, new Random(order.seed()));
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            listener.onEpoch(
                    new ClassifierEpoch(epoch, EPOCHS, 1.0 / epoch, 0.5, null, 1000, Duration.ofSeconds(epoch)));
        }
        return new NearestMean(means, !promisesOnlyOne);
    }

    private double[][] means(ImageSource train, Random random) {
        double[][] sums = new double[train.classes().size()][train.bytesPerImage()];
        int[] counts = new int[sums.length];
        byte[] pixels = new byte[train.bytesPerImage()];
        for (int i = 0; i < train.size(); i++) {
            if (sampled && random.nextInt(8) > 0) {
                continue;
            }
            train.read(i, pixels, 0);
            counts[train.label(i)]++;
            for (int j = 0; j < pixels.length; j++) {
                sums[train.label(i)][j] += pixels[j] & 0xff;
            }
        }
        for (int label = 0; label < sums.length; label++) {
            for (int j = 0; j < pixels.length; j++) {
                sums[label][j] = counts[label] == 0 ? 1e6 : sums[label][j] / counts[label];
            }
        }
        return sums;
    }

    private static final class NearestMean implements TrainedClassifier {
        private final double[][] means;
        private final boolean dependsOnSeed;

        NearestMean(double[][] means, boolean dependsOnSeed) {
            this.means = means;
            this.dependsOnSeed = dependsOnSeed;
        }

        @Override
        public float[][] probabilities(ImageSource images) {
            float[][] probabilities = new float[images.size()][];
            byte[] pixels = new byte[images.bytesPerImage()];
            for (int i = 0; i < probabilities.length; i++) {
                images.read(i, pixels, 0);
                probabilities[i] = closeness(pixels);
            }
            return probabilities;
        }

        private float[] closeness(byte[] pixels) {
            double[] weights = new double[means.length];
            double sum = 0;
            for (int label = 0; label < means.length; label++) {
                double distance = 0;
                for (int j = 0; j < pixels.length; j++) {
                    double difference = (pixels[j] & 0xff) - means[label][j];
                    distance += difference * difference / pixels.length;
                }
                weights[label] = 1 / (1 + distance);
                sum += weights[label];
            }
            float[] closeness = new float[means.length];
            for (int label = 0; label < means.length; label++) {
                closeness[label] = (float) (weights[label] / sum);
            }
            return closeness;
        }

        @Override
        public FeatureExtractor extractor() {
            return new MeanAndDeviation("mean and deviation");
        }

        @Override
        public int epochs() {
            return EPOCHS;
        }

        @Override
        public Duration took() {
            return Duration.ofMillis(1500);
        }

        @Override
        public String device() {
            return "CPU";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("distance", "squared");
        }

        @Override
        public boolean dependsOnSeed() {
            return dependsOnSeed;
        }

        @Override
        public String description() {
            return "the nearest of the classes' mean images";
        }

        @Override
        public void close() {}
    }

    /** Two features: how bright an image is, and how its pixels differ. */
    private record MeanAndDeviation(String name) implements FeatureExtractor {
        @Override
        public int width() {
            return 2;
        }

        @Override
        public FeatureMatrix features(ImageSource images) {
            List<float[]> rows = new ArrayList<>();
            byte[] pixels = new byte[images.bytesPerImage()];
            for (int i = 0; i < images.size(); i++) {
                images.read(i, pixels, 0);
                double sum = 0;
                double squares = 0;
                for (byte pixel : pixels) {
                    sum += pixel & 0xff;
                    squares += (double) (pixel & 0xff) * (pixel & 0xff);
                }
                double mean = sum / pixels.length;
                rows.add(new float[] {(float) mean, (float) Math.sqrt(squares / pixels.length - mean * mean)});
            }
            return FeatureMatrix.of(rows);
        }

        @Override
        public void close() {}
    }
}
