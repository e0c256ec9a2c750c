package io.augmenta.evaluator.classifier;

import io.augmenta.zoo.classifier.ClassifierSettings;
import io.augmenta.zoo.classifier.CompactClassifier;
import io.augmenta.zoo.classifier.InvalidClassifierSettingsException;
import io.augmenta.zoo.torch.TorchRuntime;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code compact}: a small residual network, from scratch. */
final class Compact implements ClassifierFamily {
    static final String NAME = "compact";

    @Override
    public void check(ClassifierOrder order, String model) {
        settings(order);
    }

    @Override
    public TrainedClassifier fit(Job job, Supplier<TorchRuntime> torch) {
        ClassifierSettings settings = settings(job.order());
        TorchRuntime runtime = torch.get();
        long start = System.nanoTime();
        CompactClassifier classifier =
                CompactClassifier.fit(runtime, job.train(), job.validation(), settings, job.listener(), job.stop());
        TrainingRecord training = new TrainingRecord(
                settings.epochs(),
                Duration.ofNanos(System.nanoTime() - start),
                runtime.deviceName(),
                settings.parameters(),
                String.format(
                        Locale.ROOT,
                        "a compact residual convolutional network with %,d weights",
                        classifier.trainedNumbers()));
        return new TrainedNetwork(classifier, training);
    }

    private static ClassifierSettings settings(ClassifierOrder order) {
        try {
            return ClassifierSettings.parse(order.parameters(), order.seed());
        } catch (InvalidClassifierSettingsException e) {
            throw new ImpossibleClassifierException(String.valueOf(e.getMessage()), e);
        }
    }
}
