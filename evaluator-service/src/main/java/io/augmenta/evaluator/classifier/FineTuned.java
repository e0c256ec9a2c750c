package io.augmenta.evaluator.classifier;

import io.augmenta.extraction.ModelDescription;
import io.augmenta.extraction.Preprocessing;
import io.augmenta.extraction.UnusableModelException;
import io.augmenta.imaging.RasterImage;
import io.augmenta.zoo.classifier.FineTunedClassifier;
import io.augmenta.zoo.classifier.FineTuningSettings;
import io.augmenta.zoo.classifier.GivenSettings;
import io.augmenta.zoo.classifier.InvalidClassifierSettingsException;
import io.augmenta.zoo.classifier.NetworkInput;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.UnreadableNetworkException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** {@code finetune:MODEL.pt}: a TorchScript network with a new last layer; that layer learns first, then all of them. */
final class FineTuned implements ClassifierFamily {
    static final String NAME = "finetune";
    static final String EXTENSION = ".pt";

    private final ModelFolder models;

    FineTuned(ModelFolder models) {
        this.models = models;
    }

    private record Settings(FineTuningSettings training, Map<String, String> parameters) {
        static Settings of(ClassifierOrder order) {
            GivenSettings given = new GivenSettings(order.family(), order.parameters());
            try {
                return new Settings(FineTuningSettings.of(given, order.seed()), given.all());
            } catch (InvalidClassifierSettingsException e) {
                throw new ImpossibleClassifierException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    @Override
    public void check(ClassifierOrder order, String model) {
        Settings.of(order);
        preprocessing(models.require(model, EXTENSION));
    }

    private static Preprocessing preprocessing(Path model) {
        try {
            return ModelDescription.beside(model).preprocessing();
        } catch (UnusableModelException e) {
            throw new ImpossibleClassifierException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public TrainedClassifier fit(Job job, Supplier<TorchRuntime> torch) {
        Settings settings = Settings.of(job.order());
        Path model = models.require(job.model(), EXTENSION);
        Prepared input = new Prepared(preprocessing(model));
        TorchRuntime runtime = torch.get();
        long start = System.nanoTime();
        FineTunedClassifier classifier = fit(job, settings.training(), runtime, model, input);
        TrainingRecord training = new TrainingRecord(
                settings.training().headEpochs() + settings.training().epochs(),
                Duration.ofNanos(System.nanoTime() - start),
                runtime.deviceName(),
                settings.parameters(),
                String.format(
                        Locale.ROOT,
                        "%s, fine-tuned with a new last layer; %,d weights, pictures of %d×%d",
                        job.model(),
                        classifier.trainedNumbers(),
                        input.width(),
                        input.height()));
        return new TrainedNetwork(classifier, training);
    }

    private static FineTunedClassifier fit(
            Job job, FineTuningSettings settings, TorchRuntime runtime, Path model, NetworkInput input) {
        try {
            return FineTunedClassifier.fit(
                    runtime, model, input, job.train(), job.validation(), settings, job.listener(), job.stop());
        } catch (UnreadableNetworkException e) {
            throw new ImpossibleClassifierException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A description's preprocessing, as the zoo takes it. */
    private record Prepared(Preprocessing preprocessing) implements NetworkInput {
        @Override
        public int height() {
            return preprocessing.height();
        }

        @Override
        public int width() {
            return preprocessing.width();
        }

        @Override
        public void write(byte[] pixels, int channels, int rows, int columns, float[] target, int offset) {
            preprocessing.write(new RasterImage(channels, rows, columns, pixels), target, offset);
        }
    }
}
