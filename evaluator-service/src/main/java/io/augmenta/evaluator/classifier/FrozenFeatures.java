package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.extraction.OnnxExtractor;
import io.augmenta.extraction.head.SoftmaxHead;
import io.augmenta.extraction.head.SoftmaxSettings;
import io.augmenta.extraction.head.UnfitHeadException;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.classifier.ClassifierEpoch;
import io.augmenta.zoo.classifier.GivenSettings;
import io.augmenta.zoo.classifier.InvalidClassifierSettingsException;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.torch.TorchRuntime;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code features:MODEL.onnx}: a softmax head on the features of a network that stays as it is. The cache lasts as long as
 * this does, so the features of an image are computed once for all arms and seeds. The head is the one minimum of a convex
 * function: the seed changes nothing, and repetitions with other seeds and the same images are equal.
 */
final class FrozenFeatures implements ClassifierFamily {
    static final String NAME = "features";

    private final OnnxNetworks networks;

    FrozenFeatures(OnnxNetworks networks) {
        this.networks = networks;
    }

    private record Settings(SoftmaxSettings head, Map<String, String> parameters) {
        static Settings of(ClassifierOrder order) {
            GivenSettings given = new GivenSettings(order.family(), order.parameters());
            try {
                return new Settings(SoftmaxSettings.of(given), given.all());
            } catch (InvalidClassifierSettingsException e) {
                throw new ImpossibleClassifierException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    @Override
    public void check(ClassifierOrder order, String model) {
        Settings.of(order);
        networks.open(model).close();
    }

    @Override
    public TrainedClassifier fit(Job job, Supplier<TorchRuntime> torch) {
        Settings settings = Settings.of(job.order());
        OnnxExtractor extractor = networks.open(job.model());
        try {
            return fit(job, settings, extractor);
        } catch (UnfitHeadException e) {
            extractor.close();
            throw new ImpossibleClassifierException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | Error failed) {
            extractor.close();
            throw failed;
        }
    }

    private TrainedClassifier fit(Job job, Settings settings, OnnxExtractor extractor) {
        long start = System.nanoTime();
        ImageSource train = job.train();
        FeatureMatrix features = extractor.features(new StoppableImages(train, job.stop()));
        SoftmaxHead head =
                SoftmaxHead.fit(features, labels(train), train.classes().size(), settings.head(), job.stop());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        job.listener().onEpoch(epoch(job, head, features, extractor, took));
        int cores = networks.threads() == 0 ? Runtime.getRuntime().availableProcessors() : networks.threads();
        TrainingRecord training = new TrainingRecord(
                1,
                took,
                "CPU, " + cores + (cores == 1 ? " thread" : " threads"),
                settings.parameters(),
                String.format(
                        Locale.ROOT,
                        "a softmax head with %,d weights on the %,d features of %s, which stays as it is",
                        head.fittedNumbers(),
                        extractor.width(),
                        extractor.name()));
        return new Trained(extractor, head, training);
    }

    private static int[] labels(ImageSource images) {
        return IntStream.range(0, images.size()).map(images::label).toArray();
    }

    /** The whole fit, told as one epoch. */
    private static ClassifierEpoch epoch(
            Job job, SoftmaxHead head, FeatureMatrix features, OnnxExtractor extractor, Duration took) {
        float[][] fitted = head.probabilities(features);
        ImageSource validation = job.validation();
        double seconds = Math.max(1, took.toNanos()) / 1e9;
        return new ClassifierEpoch(
                1,
                1,
                crossEntropy(fitted, job.train()),
                accuracy(fitted, job.train()),
                validated(validation, head, extractor),
                job.train().size() / seconds,
                took);
    }

    private static @Nullable Double validated(
            @Nullable ImageSource validation, SoftmaxHead head, OnnxExtractor extractor) {
        return validation == null ? null : accuracy(head.probabilities(extractor.features(validation)), validation);
    }

    private static double crossEntropy(float[][] probabilities, ImageSource images) {
        return IntStream.range(0, probabilities.length)
                .mapToDouble(i -> -Math.log(Math.max(Float.MIN_VALUE, probabilities[i][images.label(i)])))
                .average()
                .orElse(0);
    }

    private static double accuracy(float[][] probabilities, ImageSource images) {
        return IntStream.range(0, probabilities.length)
                .mapToDouble(i -> likeliest(probabilities[i]) == images.label(i) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static int likeliest(float[] row) {
        int likeliest = 0;
        for (int k = 1; k < row.length; k++) {
            likeliest = row[k] > row[likeliest] ? k : likeliest;
        }
        return likeliest;
    }

    private record Trained(OnnxExtractor network, SoftmaxHead head, TrainingRecord training)
            implements RecordedClassifier {
        @Override
        public float[][] probabilities(ImageSource images) {
            return head.probabilities(network.features(images));
        }

        @Override
        public FeatureExtractor extractor() {
            return new Borrowed(network);
        }

        @Override
        public boolean dependsOnSeed() {
            return false;
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /** An extractor that stays its classifier's. */
    private record Borrowed(OnnxExtractor network) implements FeatureExtractor {
        @Override
        public String name() {
            return network.name();
        }

        @Override
        public int width() {
            return network.width();
        }

        @Override
        public FeatureMatrix features(ImageSource images) {
            return network.features(images);
        }

        @Override
        public void close() {}
    }
}
