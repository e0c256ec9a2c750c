package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.AdversarialRecipe;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Generator and discriminator in training. One step takes one batch of real images: the discriminator's updates on that
 * batch with fresh latents each, then one generator update, as Keras-style loops do it. Generated images have the labels
 * of the batch.
 */
final class AdversarialModel implements GenerativeModel {

    private final AdversarialRecipe recipe;
    private final AdversarialGame game;
    private final long seed;
    private final ImageShape shape;
    private final NDManager manager;
    private final HostTensors host = new HostTensors();
    private final LearningNetwork generator;
    private final LearningNetwork discriminator;
    private final MovingAverage average;
    private final PendingLosses losses;

    /** @param learned where to go on from; null to begin */
    AdversarialModel(
            TorchRuntime torch,
            AdversarialRecipe recipe,
            AdversarialGame game,
            ModelNetworks networks,
            ImageShape shape,
            long seed,
            @Nullable LearnedState learned) {
        this.recipe = recipe;
        this.game = game;
        this.seed = seed;
        this.shape = shape;
        this.manager = torch.newManager();
        Adam.Settings settings = AdamSettings.of(recipe.optimisation());
        this.generator = LearningNetwork.of(torch, networks.generator(), settings, seed, learned);
        this.discriminator = LearningNetwork.of(torch, networks.counterpart(), settings, seed, learned);
        this.average = new MovingAverage(
                torch, generator.network(), recipe.optimisation().averageDecay(), learned);
        this.losses = new PendingLosses(manager, names(game));
    }

    /** The discriminator's loss, the generator's, then what else is known of the discriminator. */
    private static List<String> names(AdversarialGame game) {
        List<String> names = new ArrayList<>(game.figureNames());
        names.add(1, "generator");
        if (game.tellsLossGradient()) {
            names.add("gradient_norm");
        }
        return names;
    }

    @Override
    public void learn(RealBatch batch, long step) {
        try (NDManager forStep = manager.newSubManager()) {
            NDArray real =
                    host.pixels(forStep, batch.pixels(), batch.size(), shape.channels(), shape.size(), shape.size());
            NDArray oneHot = host.oneHot(forStep, batch.labels(), shape.classes());
            NDList updates = new NDList();
            for (int update = 0; update < game.discriminatorSteps(); update++) {
                updates.add(improveDiscriminator(forStep, real, oneHot, step * game.discriminatorSteps() + update));
            }
            NDArray ofGenerator = improveGenerator(forStep, oneHot, step);
            average.advance(step);
            Autograd.notRecording(() -> {
                NDArray means = NDArrays.stack(updates).mean(new int[] {0});
                List<NDArray> all = new ArrayList<>(means.split(means.size()).stream()
                        .map(figure -> figure.squeeze(0))
                        .toList());
                all.add(1, ofGenerator);
                losses.add(all);
                return all;
            });
        }
    }

    /** One discriminator update; its figures, {@code [figures]}. */
    private NDArray improveDiscriminator(NDManager forStep, NDArray real, NDArray oneHot, long update) {
        try (NDManager owner = manager.newSubManager()) {
            long images = oneHot.getShape().get(0);
            NDArray generated = Autograd.notRecording(() -> generated(owner, oneHot, "critic latents", update));
            NDArray shares = host.floats(
                    owner, RandomStream.of(seed, "mixing shares", update).uniforms((int) images), images, 1, 1, 1);
            NDArray labels = Handles.borrowed(owner, oneHot);
            Mode mixedMode = training("mixed dropout", update);
            Mode bothMode = training("critic dropout", update);
            return Autograd.recording(() -> {
                AdversarialGame.Figures figures = game.discriminatorFigures(
                        owner,
                        mixed -> discriminator.network().forward(owner, mixed, labels, mixedMode),
                        bothScores(owner, labels, bothMode),
                        Handles.borrowed(owner, real),
                        generated,
                        shares);
                List<NDArray> told = new ArrayList<>(List.of(figures.loss()));
                told.addAll(figures.others());
                if (game.tellsLossGradient()) {
                    told.add(discriminator.optimiser().descendMeasuring(owner, figures.loss()));
                } else {
                    discriminator.optimiser().descend(owner, figures.loss());
                }
                return row(forStep, told);
            });
        }
    }

    /** A batch normalisation must not see real images beside generated ones; without one, one pass for both is faster. */
    private UnaryOperator<NDArray> bothScores(NDManager owner, NDArray labels, Mode mode) {
        TorchNetwork network = discriminator.network();
        if (recipe.discriminator() == AdversarialRecipe.Discriminator.BATCHNORM) {
            return both -> {
                NDList halves = both.split(2, 0);
                return network.forward(owner, halves.get(0), labels, mode)
                        .concat(network.forward(owner, halves.get(1), labels, mode), 0);
            };
        }
        NDArray labelsTwice = labels.concat(labels, 0);
        return both -> network.forward(owner, both, labelsTwice, mode);
    }

    private static NDArray row(NDManager owner, List<NDArray> scalars) {
        NDList detached = new NDList();
        scalars.forEach(scalar -> detached.add(scalar.stopGradient()));
        NDArray row = NDArrays.stack(detached);
        row.attach(owner);
        return row;
    }

    /** One generator update; its loss, {@code []}. */
    private NDArray improveGenerator(NDManager forStep, NDArray oneHot, long step) {
        try (NDManager owner = manager.newSubManager()) {
            Mode mode = training("generator dropout", step);
            return Autograd.recording(() -> {
                NDArray images = generated(owner, oneHot, "generator latents", step);
                NDArray scores = discriminator.network().forward(owner, images, Handles.borrowed(owner, oneHot), mode);
                NDArray loss = game.generatorLoss(scores);
                generator.optimiser().descend(owner, loss);
                return Handles.borrowed(forStep, loss);
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
                        Handles.borrowed(owner, oneHot),
                        training("no dropout there", index));
    }

    private Mode training(String purpose, long index) {
        return Mode.training(RandomStream.of(seed, purpose, index));
    }

    @Override
    public List<Map<String, Double>> takeLosses() {
        return losses.take();
    }

    @Override
    public Network generator() {
        return generator.network().network();
    }

    @Override
    public Weights generatorWeights() {
        return average.network().weights();
    }

    @Override
    public float[] generate(float[] latents, int[] labels) {
        return Autograd.notRecording(() -> {
            try (NDManager owner = manager.newSubManager()) {
                NDArray images = average.network()
                        .forward(
                                owner,
                                host.floats(owner, latents, labels.length, recipe.latentSize()),
                                host.oneHot(owner, labels, shape.classes()),
                                Mode.inference());
                return Handles.values(images);
            }
        });
    }

    @Override
    public LearnedState learned() {
        Map<String, Weights> tensors = new LinkedHashMap<>();
        Map<String, Long> counters = new LinkedHashMap<>();
        generator.saveTo(tensors, counters);
        discriminator.saveTo(tensors, counters);
        average.saveTo(tensors);
        return new LearnedState(tensors, counters);
    }

    @Override
    public void close() {
        losses.close();
        average.close();
        discriminator.close();
        generator.close();
        manager.close();
    }
}
