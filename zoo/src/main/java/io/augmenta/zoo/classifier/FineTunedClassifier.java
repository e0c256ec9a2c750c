package io.augmenta.zoo.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.ScriptedNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.training.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A network that was trained on other images, in TorchScript, with a new last layer: first that layer learns alone, so that
 * its first steps do not spoil the others, and then all of them.
 *
 * <p>Both stretches learn by Adam with a learning rate that rises and comes down to nothing; the classifier is what the last
 * step left, so validation images are for watching only. Statistics of batch normalisations stay as they were.
 *
 * <p>Used by one thread at a time. Whoever fits it closes it. On a CPU the same images, settings and number of threads give
 * the same classifier.
 */
public final class FineTunedClassifier implements FittedClassifier {

    private static final int BATCH = 32;

    private final TorchRuntime torch;
    private final NewHead network;
    private final PreparedImages prepared;
    private final List<String> classes;
    private final int featureWidth;

    private FineTunedClassifier(
            TorchRuntime torch, NewHead network, PreparedImages prepared, List<String> classes, int featureWidth) {
        this.torch = torch;
        this.network = network;
        this.prepared = prepared;
        this.classes = classes;
        this.featureWidth = featureWidth;
    }

    /**
     * Trains a classifier. Classes need not be balanced, and are not weighted; a class may have no image as long as two
     * others do.
     *
     * @param torch the started engine, which stays the caller's
     * @param model a TorchScript network from {@code [N, 3, H, W]} to features {@code [N, F]}
     * @param input how images are prepared for it
     * @param train images to learn from, of at least two classes
     * @param validation images on which each epoch is scored, of the same classes; null for none
     * @param listener told of every epoch, those of the last layer alone among them
     * @param stop looked at before every step
     * @throws io.augmenta.zoo.torch.UnreadableNetworkException when the model is no such network
     * @throws UnlearnableImagesException when the images are of fewer than two classes, or the sources differ
     * @throws ClassifierDivergedException when the loss is no longer finite
     * @throws ClassifierStoppedException when the signal asked to stop
     */
    public static FineTunedClassifier fit(
            TorchRuntime torch,
            Path model,
            NetworkInput input,
            ImageSource train,
            @Nullable ImageSource validation,
            FineTuningSettings settings,
            ClassifierListener listener,
            StopSignal stop) {
        LabelledReading.requireClasses(train, validation);
        FineTunedClassifier classifier = untrained(torch, model, input, List.copyOf(train.classes()));
        try {
            classifier.learn(train, validation, settings, listener, stop);
            return classifier;
        } catch (RuntimeException | Error failed) {
            classifier.close();
            throw failed;
        }
    }

    private static FineTunedClassifier untrained(
            TorchRuntime torch, Path model, NetworkInput input, List<String> classes) {
        ScriptedNetwork network = ScriptedNetwork.open(torch, model);
        PreparedImages prepared = new PreparedImages(input);
        try (NDManager owner = torch.newManager()) {
            NDArray probe = Autograd.notRecording(() -> NewHead.features(network, owner, prepared.zeros(owner, 1)));
            int features = Math.toIntExact(probe.getShape().get(1));
            NewHead head = new NewHead(torch, network, features, classes.size());
            return new FineTunedClassifier(torch, head, prepared, classes, features);
        } catch (RuntimeException | Error failed) {
            network.close();
            throw failed;
        }
    }

    private void learn(
            ImageSource train,
            @Nullable ImageSource validation,
            FineTuningSettings settings,
            ClassifierListener listener,
            StopSignal stop) {
        long began = System.nanoTime();
        for (boolean allLayers : new boolean[] {false, true}) {
            if (allLayers) {
                network.trainNetwork();
            }
            int before = allLayers ? settings.headEpochs() : 0;
            int epochs = allLayers ? settings.epochs() : settings.headEpochs();
            if (epochs == 0) {
                continue;
            }
            try (FineTuning stretch = new FineTuning(torch, network, prepared, train, settings, allLayers)) {
                for (int epoch = 0; epoch < epochs; epoch++) {
                    int overall = before + epoch + 1;
                    EpochTally tally = stretch.learn(epoch, overall, stop);
                    Double validated = validation == null ? null : accuracy(validation);
                    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
                    listener.onEpoch(tally.report(overall, settings.allEpochs(), validated, elapsed));
                }
            }
        }
    }

    private double accuracy(ImageSource source) {
        return LabelledReading.accuracy(probabilities(source), source);
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public long trainedNumbers() {
        return network.size();
    }

    @Override
    public int featureWidth() {
        return featureWidth;
    }

    /** Of images of any size. */
    @Override
    public float[][] probabilities(ImageSource source) {
        return LabelledReading.probabilities(read(source, false), classes.size());
    }

    /** Of images of any size. */
    @Override
    public float[][] features(ImageSource source) {
        return read(source, true);
    }

    private float[][] read(ImageSource source, boolean features) {
        return LabelledReading.rows(source.size(), BATCH, (first, count) -> read(source, first, count, features));
    }

    private float[] read(ImageSource source, int first, int count, boolean features) {
        byte[] pixels = PreparedImages.pixels(
                source, IntStream.range(first, first + count).toArray());
        try (NDManager owner = torch.newManager()) {
            return Autograd.notRecording(() -> {
                NDArray read = network.features(owner, prepared.tensor(owner, source, pixels, BATCH));
                return (features ? read : network.scores(read)).toFloatArray();
            });
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
