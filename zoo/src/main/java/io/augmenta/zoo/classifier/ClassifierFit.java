package io.augmenta.zoo.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Teaches a network by AdamW (Loshchilov and Hutter 2019). Every batch and every augmentation is drawn from (seed,
 * epoch) or (seed, step). Used once, by one thread; whoever makes it closes it, before the network.
 */
final class ClassifierFit implements AutoCloseable {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    /** The network has no layer that draws from it. */
    private static final RandomStream NO_DROPOUT = RandomStream.of(0, "no dropout", 0);

    private final TorchRuntime torch;
    private final TorchNetwork network;
    private final ImageSource images;
    private final ClassifierSettings settings;
    private final Augmentation augmentation;
    private final Adam adam;
    private final List<NDArray> decaying;
    private final OneCycle learningRate;
    private final HostTensors host = new HostTensors();
    private final int batches;

    ClassifierFit(TorchRuntime torch, TorchNetwork network, ImageSource images, ClassifierSettings settings) {
        this.torch = torch;
        this.network = network;
        this.images = images;
        this.settings = settings;
        this.augmentation =
                new Augmentation(settings.augmentation(), images.channels(), images.height(), images.width());
        this.adam = new Adam(torch, network, Adam.Settings.of(settings.learningRate(), BETA1, BETA2));
        this.decaying = decaying(network);
        this.batches = (images.size() + settings.batchSize() - 1) / settings.batchSize();
        this.learningRate = new OneCycle(settings.learningRate(), (long) batches * settings.epochs());
    }

    /** Normalisations' factors and offsets do not decay. */
    private static List<NDArray> decaying(TorchNetwork network) {
        List<NDArray> trained = network.trained();
        List<NDArray> weights = new ArrayList<>();
        for (int i = 0; i < trained.size(); i++) {
            if (network.trainedNames().get(i).endsWith(".weight")) {
                weights.add(trained.get(i));
            }
        }
        return weights;
    }

    int batches() {
        return batches;
    }

    /** The images of an epoch in random order, cut into batches that differ by one image at most. */
    List<int[]> batchesOf(int epoch) {
        int[] order =
                RandomStream.of(settings.seed(), "classifier order", epoch).permutation(images.size());
        List<int[]> cut = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            cut.add(Arrays.copyOfRange(order, startOf(batch), startOf(batch + 1)));
        }
        return cut;
    }

    private int startOf(int batch) {
        return (int) ((long) batch * images.size() / batches);
    }

    /**
     * Learns from one batch.
     *
     * @param step from 0, counted over all epochs
     */
    Outcome learn(int[] batch, long step) {
        byte[] pixels = augmented(batch, step);
        int[] labels = Arrays.stream(batch).map(images::label).toArray();
        try (NDManager owner = torch.newManager()) {
            ScoredLoss scored = Autograd.recording(() -> loss(owner, pixels, labels));
            Outcome outcome = new Outcome(
                    scored.loss().getFloat(), Scores.countRight(scored.scores().toFloatArray(), labels));
            ClassifierDivergedException.requireFinite(outcome.loss(), step + 1, 1 + (int) (step / batches));
            update(owner, scored.loss(), learningRate.at(step));
            return outcome;
        }
    }

    private byte[] augmented(int[] batch, long step) {
        byte[] pixels = new byte[batch.length * images.bytesPerImage()];
        for (int i = 0; i < batch.length; i++) {
            images.read(batch[i], pixels, i * images.bytesPerImage());
        }
        augmentation.apply(pixels, RandomStream.of(settings.seed(), "classifier poses", step));
        return pixels;
    }

    private ScoredLoss loss(NDManager owner, byte[] pixels, int[] labels) {
        int classes = images.classes().size();
        NDArray input = host.pixels(owner, pixels, labels.length, images.channels(), images.height(), images.width());
        NDArray scores = network.forward(owner, input, Mode.training(NO_DROPOUT));
        float[] targets = CrossEntropy.targets(labels, classes, settings.labelSmoothing());
        return new ScoredLoss(scores, CrossEntropy.of(scores, host.floats(owner, targets, labels.length, classes)));
    }

    /** Weights decay after the gradient is taken, for autograd refuses weights that changed since the forward pass. */
    private void update(NDManager owner, NDArray loss, double rate) {
        adam.descend(owner, loss, rate);
        float kept = (float) (1 - rate * settings.weightDecay());
        Autograd.notRecording(() -> {
            decaying.forEach(weight -> weight.muli(kept));
            return kept;
        });
    }

    @Override
    public void close() {
        adam.close();
    }

    /**
     * What a batch came to.
     *
     * @param loss mean over its images
     * @param right how many were classified right before the step
     */
    record Outcome(double loss, int right) {}

    private record ScoredLoss(NDArray scores, NDArray loss) {}
}
