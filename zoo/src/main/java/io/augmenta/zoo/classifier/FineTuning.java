package io.augmenta.zoo.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.training.StopSignal;
import java.util.Arrays;

/**
 * One stretch of learning by Adam under a one-cycle schedule: of the last layer alone, or of all layers. Used once, by one
 * thread; whoever makes it closes it, before the network.
 */
final class FineTuning implements AutoCloseable {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private final TorchRuntime torch;
    private final NewHead network;
    private final PreparedImages prepared;
    private final ImageSource images;
    private final FineTuningSettings settings;
    private final boolean allLayers;
    private final Augmentation augmentation;
    private final Adam adam;
    private final OneCycle learningRate;
    private final HostTensors host = new HostTensors();
    private final int batches;

    FineTuning(
            TorchRuntime torch,
            NewHead network,
            PreparedImages prepared,
            ImageSource images,
            FineTuningSettings settings,
            boolean allLayers) {
        this.torch = torch;
        this.network = network;
        this.prepared = prepared;
        this.images = images;
        this.settings = settings;
        this.allLayers = allLayers;
        this.augmentation =
                new Augmentation(settings.augmentation(), images.channels(), images.height(), images.width());
        this.batches = (images.size() + settings.batchSize() - 1) / settings.batchSize();
        double peak = allLayers ? settings.learningRate() : settings.headLearningRate();
        this.learningRate =
                new OneCycle(peak, (long) batches * (allLayers ? settings.epochs() : settings.headEpochs()));
        this.adam = new Adam(torch, allLayers ? network.all() : network.own(), Adam.Settings.of(peak, BETA1, BETA2));
    }

    /**
     * Learns from every image once, in random order, in batches that differ by one image at most.
     *
     * @param epoch of this stretch, from 0
     * @param overall of all stretches, from 1
     */
    EpochTally learn(int epoch, int overall, StopSignal stop) {
        int[] order =
                RandomStream.of(settings.seed(), "fine-tuning order", overall).permutation(images.size());
        EpochTally tally = new EpochTally();
        for (int batch = 0; batch < batches; batch++) {
            if (stop.stopRequested()) {
                throw new ClassifierStoppedException(overall, settings.allEpochs());
            }
            int[] indices = Arrays.copyOfRange(order, startOf(batch), startOf(batch + 1));
            long step = (long) epoch * batches + batch;
            tally.add(learn(indices, step, overall), indices.length);
        }
        return tally;
    }

    private int startOf(int batch) {
        return (int) ((long) batch * images.size() / batches);
    }

    private ClassifierFit.Outcome learn(int[] batch, long step, int epoch) {
        byte[] pixels = PreparedImages.pixels(images, batch);
        String stretch = allLayers ? "fine-tuning poses" : "fine-tuning poses of the last layer";
        augmentation.apply(pixels, RandomStream.of(settings.seed(), stretch, step));
        int[] labels = Arrays.stream(batch).map(images::label).toArray();
        try (NDManager owner = torch.newManager()) {
            NDArray input = prepared.tensor(owner, images, pixels, batch.length);
            NDArray scores = allLayers
                    ? Autograd.recording(() -> network.scores(network.features(owner, input)))
                    : headScores(Autograd.notRecording(() -> network.features(owner, input)));
            NDArray loss = Autograd.recording(() -> loss(owner, scores, labels));
            ClassifierFit.Outcome outcome =
                    new ClassifierFit.Outcome(loss.getFloat(), Scores.countRight(scores.toFloatArray(), labels));
            ClassifierDivergedException.requireFinite(outcome.loss(), step + 1, epoch);
            adam.descend(owner, loss, learningRate.at(step));
            return outcome;
        }
    }

    private NDArray headScores(NDArray features) {
        return Autograd.recording(() -> network.scores(features));
    }

    private NDArray loss(NDManager owner, NDArray scores, int[] labels) {
        int classes = images.classes().size();
        float[] targets = CrossEntropy.targets(labels, classes, settings.labelSmoothing());
        return CrossEntropy.of(scores, host.floats(owner, targets, labels.length, classes));
    }

    @Override
    public void close() {
        adam.close();
    }
}
