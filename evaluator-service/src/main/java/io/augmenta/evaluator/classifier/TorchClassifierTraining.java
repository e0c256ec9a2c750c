package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.zoo.classifier.ClassifierListener;
import io.augmenta.zoo.classifier.ClassifierSettings;
import io.augmenta.zoo.classifier.CompactClassifier;
import io.augmenta.zoo.classifier.InvalidClassifierSettingsException;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.StopSignal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The zoo's classifiers on the PyTorch engine. The engine is loaded on a thread of its own, for the first load on a machine
 * unpacks some hundred megabytes; trainings wait until it is there. Thread-safe.
 */
public final class TorchClassifierTraining implements ClassifierTraining {
    private static final String COMPACT = "compact";

    private final CompletableFuture<TorchRuntime> runtime = new CompletableFuture<>();

    private TorchClassifierTraining() {}

    /** Starts to load the engine. */
    public static TorchClassifierTraining load(TorchSettings settings) {
        TorchClassifierTraining training = new TorchClassifierTraining();
        Thread loader = new Thread(() -> training.loadNow(settings), "evaluator-torch-loader");
        loader.setDaemon(true);
        loader.start();
        return training;
    }

    private void loadNow(TorchSettings settings) {
        try {
            // a classifier is small: its batches are not worth sharing
            runtime.complete(TorchRuntime.start(settings).first());
        } catch (RuntimeException | LinkageError e) {
            runtime.completeExceptionally(e);
        }
    }

    /** Completes with the device's name when the engine is loaded; fails when it cannot be. */
    public CompletionStage<String> loaded() {
        return runtime.thenApply(TorchRuntime::deviceName);
    }

    /** Whether the engine is loaded. */
    public boolean ready() {
        return runtime.isDone() && !runtime.isCompletedExceptionally();
    }

    @Override
    public void check(ClassifierOrder order) {
        settings(order);
    }

    @Override
    public TrainedClassifier fit(
            ClassifierOrder order,
            ImageSource train,
            @Nullable ImageSource validation,
            ClassifierListener listener,
            StopSignal stop) {
        ClassifierSettings settings = settings(order);
        TorchRuntime torch = runtime.join();
        long start = System.nanoTime();
        CompactClassifier classifier = CompactClassifier.fit(torch, train, validation, settings, listener, stop);
        return new Compact(classifier, settings, torch.deviceName(), Duration.ofNanos(System.nanoTime() - start));
    }

    private static ClassifierSettings settings(ClassifierOrder order) {
        if (!order.family().equals(COMPACT)) {
            throw new ImpossibleClassifierException(
                    "There is no classifier '" + order.family() + "'; there is " + COMPACT, null);
        }
        try {
            return ClassifierSettings.parse(order.parameters(), order.seed());
        } catch (InvalidClassifierSettingsException e) {
            throw new ImpossibleClassifierException(String.valueOf(e.getMessage()), e);
        }
    }

    private static final class Compact implements TrainedClassifier {
        private final CompactClassifier classifier;
        private final ClassifierSettings settings;
        private final String device;
        private final Duration took;

        Compact(CompactClassifier classifier, ClassifierSettings settings, String device, Duration took) {
            this.classifier = classifier;
            this.settings = settings;
            this.device = device;
            this.took = took;
        }

        @Override
        public float[][] probabilities(ImageSource images) {
            return classifier.probabilities(images);
        }

        @Override
        public FeatureExtractor extractor() {
            return new CompactFeatures(classifier);
        }

        @Override
        public int epochs() {
            return settings.epochs();
        }

        @Override
        public Duration took() {
            return took;
        }

        @Override
        public String device() {
            return device;
        }

        @Override
        public Map<String, String> settings() {
            return settings.parameters();
        }

        @Override
        public String description() {
            return String.format(
                    Locale.ROOT,
                    "a compact residual convolutional network with %,d weights",
                    classifier.trainedNumbers());
        }

        @Override
        public void close() {
            classifier.close();
        }
    }
}
