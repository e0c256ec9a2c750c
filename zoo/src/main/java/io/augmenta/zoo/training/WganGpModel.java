package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.architecture.WganGpNetworks;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.WganGp;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditional WGAN-GP in training. One step takes one batch of real images: several critic updates on that batch
 * with fresh latents each, then one generator update, as Keras-style loops do it. Generated images have the labels of the
 * batch.
 */
final class WganGpModel implements GenerativeModel {

    private static final String AVERAGE = "generator.average";

    private final WganGp recipe;
    private final long seed;
    private final ImageShape shape;
    private final NDManager manager;
    private final HostTensors host = new HostTensors();
    private final LearningNetwork generator;
    private final LearningNetwork critic;
    private final TorchNetwork average;

    /** @param learned where to go on from; null to begin */
    WganGpModel(TorchRuntime torch, WganGp recipe, ImageSource images, long seed, @Nullable LearnedState learned) {
        this.recipe = recipe;
        this.seed = seed;
        this.shape = ImageShape.of(images);
        this.manager = torch.newManager();
        Network generatorNetwork = WganGpNetworks.generator(recipe, shape.classes(), shape.channels(), shape.size());
        Network criticNetwork = WganGpNetworks.critic(recipe, shape.classes(), shape.channels(), shape.size());
        this.generator = learning(torch, generatorNetwork, learned);
        this.critic = learning(torch, criticNetwork, learned);
        this.average = TorchNetwork.of(
                torch, generatorNetwork, learned == null ? generator.network().weights() : learned.group(AVERAGE));
    }

    private LearningNetwork learning(TorchRuntime torch, Network network, @Nullable LearnedState learned) {
        Adam.Settings settings = Adam.Settings.of(recipe.learningRate(), recipe.beta1(), recipe.beta2());
        return learned == null
                ? LearningNetwork.fresh(torch, network, settings, seed)
                : LearningNetwork.restored(torch, network, settings, learned);
    }

    @Override
    public Map<String, Double> learn(RealBatch batch, long step) {
        try (NDManager forStep = manager.newSubManager()) {
            NDArray real =
                    host.pixels(forStep, batch.pixels(), batch.size(), shape.channels(), shape.size(), shape.size());
            NDArray oneHot = host.oneHot(forStep, batch.labels(), shape.classes());
            double[] sums = new double[3];
            for (int update = 0; update < recipe.criticSteps(); update++) {
                float[] losses = improveCritic(real, oneHot, step * recipe.criticSteps() + update);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += losses[i];
                }
            }
            Map<String, Double> losses = new LinkedHashMap<>();
            losses.put("critic", sums[0] / recipe.criticSteps());
            losses.put("generator", (double) improveGenerator(oneHot, step));
            average.approach(generator.network(), 1 - averageDecay(step));
            losses.put("gradient_penalty", sums[1] / recipe.criticSteps());
            losses.put("gradient_norm", sums[2] / recipe.criticSteps());
            return losses;
        }
    }

    /** The average begins short, so that it soon forgets the initial tensors. */
    private double averageDecay(long step) {
        return Math.min(recipe.averageDecay(), (1.0 + step) / (10.0 + step));
    }

    /** One critic update; its loss, gradient penalty and gradient norm. */
    private float[] improveCritic(NDArray real, NDArray oneHot, long update) {
        try (NDManager owner = manager.newSubManager()) {
            long images = oneHot.getShape().get(0);
            NDArray generated = Autograd.notRecording(() -> generated(owner, oneHot, "critic latents", update));
            NDArray shares = host.floats(
                    owner, RandomStream.of(seed, "mixing shares", update).uniforms((int) images), images, 1, 1, 1);
            NDArray labels = borrowed(owner, oneHot);
            NDArray labelsTwice = labels.concat(labels, 0);
            Mode mixedMode = training("mixed dropout", update);
            Mode bothMode = training("critic dropout", update);
            return Autograd.recording(() -> {
                WassersteinObjective.CriticLoss loss = WassersteinObjective.criticLoss(
                        owner,
                        mixed -> critic.network().forward(owner, mixed, labels, mixedMode),
                        both -> critic.network().forward(owner, both, labelsTwice, bothMode),
                        borrowed(owner, real),
                        generated,
                        shares,
                        recipe.gradientPenaltyWeight());
                critic.optimiser().descend(owner, loss.total());
                return values(loss.total(), loss.penalty(), loss.gradientNorm());
            });
        }
    }

    /** One generator update; its loss. */
    private float improveGenerator(NDArray oneHot, long step) {
        try (NDManager owner = manager.newSubManager()) {
            Mode mode = training("generator dropout", step);
            return Autograd.recording(() -> {
                NDArray images = generated(owner, oneHot, "generator latents", step);
                NDArray scores = critic.network().forward(owner, images, borrowed(owner, oneHot), mode);
                NDArray loss = WassersteinObjective.generatorLoss(scores);
                generator.optimiser().descend(owner, loss);
                return values(loss)[0];
            });
        }
    }

    private NDArray generated(NDManager owner, NDArray oneHot, String purpose, long index) {
        int images = (int) oneHot.getShape().get(0);
        float[] latents = RandomStream.of(seed, purpose, index).gaussians(images * recipe.latentSize());
        return generator
                .network()
                .forward(
                        owner,
                        host.floats(owner, latents, images, recipe.latentSize()),
                        borrowed(owner, oneHot),
                        training("no dropout there", index));
    }

    private Mode training(String purpose, long index) {
        return Mode.training(RandomStream.of(seed, purpose, index));
    }

    /** Another handle of the same numbers, so that what is computed from them goes with the inner owner. */
    private static NDArray borrowed(NDManager owner, NDArray tensor) {
        NDArray handle = tensor.stopGradient();
        handle.attach(owner);
        return handle;
    }

    private static float[] values(NDArray... scalars) {
        float[] values = new float[scalars.length];
        NDList reshaped = new NDList();
        for (NDArray scalar : scalars) {
            reshaped.add(scalar.stopGradient());
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = reshaped.get(i).getFloat();
        }
        return values;
    }

    @Override
    public Network generator() {
        return generator.network().network();
    }

    @Override
    public Weights generatorWeights() {
        return average.weights();
    }

    @Override
    public float[] generate(float[] latents, int[] labels) {
        return Autograd.notRecording(() -> {
            try (NDManager owner = manager.newSubManager()) {
                NDArray images = average.forward(
                        owner,
                        host.floats(owner, latents, labels.length, recipe.latentSize()),
                        host.oneHot(owner, labels, shape.classes()),
                        Mode.inference());
                return inCOrder(images);
            }
        });
    }

    private static float[] inCOrder(NDArray images) {
        // reshaping to a vector copies whatever does not lie in C-order
        return images.reshape(-1).toFloatArray();
    }

    @Override
    public LearnedState learned() {
        Map<String, Weights> tensors = new LinkedHashMap<>();
        Map<String, Long> counters = new LinkedHashMap<>();
        generator.saveTo(tensors, counters);
        critic.saveTo(tensors, counters);
        tensors.put(AVERAGE, average.weights());
        return new LearnedState(tensors, counters);
    }

    @Override
    public void close() {
        average.close();
        critic.close();
        generator.close();
        manager.close();
    }
}
