package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.recipe.AdversarialRecipe;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.Shard;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Generator and discriminator in training. One step takes one batch of real images: the discriminator's updates on that
 * batch with fresh latents each, then one generator update, as Keras-style loops do it. Generated images have the labels
 * of the batch. Where there are several devices, each takes a part of the batch.
 */
final class AdversarialModel implements GenerativeModel {

    private final AdversarialShard.Setting setting;
    private final DeviceGroup devices;
    private final LearningNetwork generator;
    private final LearningNetwork discriminator;
    private final MovingAverage average;
    private final PendingLosses losses;

    /**
     * @param initial tensors to begin with in place of random ones; null for none
     * @param learned where to go on from; null to begin
     */
    AdversarialModel(
            TorchRuntime torch,
            AdversarialRecipe recipe,
            AdversarialGame game,
            ModelNetworks networks,
            ImageShape shape,
            long seed,
            @Nullable InitialWeights initial,
            @Nullable LearnedState learned) {
        this.setting = new AdversarialShard.Setting(recipe, game, shape, seed);
        this.devices = new DeviceGroup(torch);
        Adam.Settings settings = AdamSettings.of(recipe.optimisation());
        this.generator = LearningNetwork.of(devices, networks.generator(), settings, seed, initial, learned);
        this.discriminator = LearningNetwork.of(devices, networks.counterpart(), settings, seed, initial, learned);
        this.average = new MovingAverage(
                devices.first().torch(),
                generator.network(),
                recipe.optimisation().averageDecay(),
                learned);
        this.losses = new PendingLosses(devices.first().manager(), names(game));
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
        List<Shard> shards = Shard.cut(batch.size(), devices.size());
        List<AdversarialShard> parts =
                devices.each(shards.size(), i -> part(i, batch.of(shards.get(i)), shards.get(i)));
        try {
            learn(parts, shards, step);
        } finally {
            parts.forEach(AdversarialShard::close);
        }
    }

    private void learn(List<AdversarialShard> parts, List<Shard> shards, long step) {
        NDManager forStep = parts.get(0).forStep();
        int discriminatorSteps = setting.game().discriminatorSteps();
        NDList updates = new NDList();
        for (int i = 0; i < discriminatorSteps; i++) {
            long update = step * discriminatorSteps + i;
            updates.add(improveDiscriminator(forStep, found(parts, shards, part -> part.ofDiscriminator(update))));
        }
        NDArray ofGenerator = improveGenerator(forStep, found(parts, shards, part -> part.ofGenerator(step)));
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

    private AdversarialShard part(int device, RealBatch images, Shard shard) {
        return new AdversarialShard(
                setting,
                devices.member(device),
                generator.copies().on(device),
                discriminator.copies().on(device),
                images,
                shard);
    }

    private Finding found(List<AdversarialShard> parts, List<Shard> shards, Function<AdversarialShard, Finding> asked) {
        return Finding.together(devices.each(parts.size(), i -> asked.apply(parts.get(i))), shards);
    }

    /** One discriminator update; its figures, {@code [figures]}. */
    private NDArray improveDiscriminator(NDManager forStep, Finding finding) {
        try (finding) {
            NDList figures = new NDList(finding.figures());
            if (setting.game().tellsLossGradient()) {
                figures.add(Autograd.norm(finding.owner(), finding.gradients()));
            }
            discriminator.descend(finding);
            NDArray row = Autograd.notRecording(() -> NDArrays.stack(figures));
            row.attach(forStep);
            return row;
        }
    }

    /** One generator update; its loss, {@code []}. */
    private NDArray improveGenerator(NDManager forStep, Finding finding) {
        try (finding) {
            generator.descend(finding);
            return Handles.borrowed(forStep, finding.figures().get(0));
        }
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
        HostTensors host = devices.first().host();
        return Autograd.notRecording(() -> {
            try (NDManager owner = devices.first().manager().newSubManager()) {
                NDArray images = average.network()
                        .forward(
                                owner,
                                host.floats(
                                        owner,
                                        latents,
                                        labels.length,
                                        setting.recipe().latentSize()),
                                host.oneHot(owner, labels, setting.shape().classes()),
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
        devices.close();
    }
}
