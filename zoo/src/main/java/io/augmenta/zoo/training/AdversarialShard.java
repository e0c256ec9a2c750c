package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.AdversarialRecipe;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.Shard;
import io.augmenta.zoo.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One device's part in one step: its shard of the batch, and what that says about generator and discriminator. All
 * randomness is drawn for the whole batch from (seed, purpose, index) and cut. Used by one thread at a time; whoever makes
 * it closes it.
 */
final class AdversarialShard implements AutoCloseable {

    private final Setting setting;
    private final DeviceGroup.Member device;
    private final TorchNetwork generator;
    private final TorchNetwork discriminator;
    private final Shard shard;
    private final NDManager forStep;
    private final NDArray real;
    private final NDArray oneHot;

    /** What is the same for all steps of a run. */
    record Setting(AdversarialRecipe recipe, AdversarialGame game, ImageShape shape, long seed) {}

    /**
     * Brings the shard to the device.
     *
     * @param generator the device's copy
     * @param discriminator the device's copy
     * @param images of this shard alone
     */
    AdversarialShard(
            Setting setting,
            DeviceGroup.Member device,
            TorchNetwork generator,
            TorchNetwork discriminator,
            RealBatch images,
            Shard shard) {
        this.setting = setting;
        this.device = device;
        this.generator = generator;
        this.discriminator = discriminator;
        this.shard = shard;
        this.forStep = device.manager().newSubManager();
        ImageShape shape = setting.shape();
        this.real = device.host()
                .pixels(forStep, images.pixels(), images.size(), shape.channels(), shape.size(), shape.size());
        this.oneHot = device.host().oneHot(forStep, images.labels(), shape.classes());
    }

    /** Gets what is to last as long as the step. */
    NDManager forStep() {
        return forStep;
    }

    /** What is said about the discriminator: its figures are the game's. */
    Finding ofDiscriminator(long update) {
        NDManager owner = device.manager().newSubManager();
        NDArray generated = Autograd.notRecording(() -> generated(owner, "critic latents", update));
        float[] drawn = random("mixing shares", update).uniforms(shard.of());
        NDArray shares = device.host().floats(owner, shard.cut(drawn), shard.rows(), 1, 1, 1);
        NDArray labels = Handles.borrowed(owner, oneHot);
        Mode mixedMode = training("mixed dropout", update);
        Mode bothMode = training("critic dropout", update);
        return Autograd.recording(() -> {
            AdversarialGame.Figures figures = setting.game()
                    .discriminatorFigures(
                            owner,
                            mixed -> discriminator.forward(owner, mixed, labels, mixedMode),
                            bothScores(owner, labels, bothMode),
                            Handles.borrowed(owner, real),
                            generated,
                            shares);
            List<NDArray> told = new ArrayList<>(List.of(figures.loss()));
            told.addAll(figures.others());
            return Finding.of(owner, figures.loss(), discriminator.trained(), told);
        });
    }

    /** A batch normalisation must not see real images beside generated ones; without one, one pass for both is faster. */
    private UnaryOperator<NDArray> bothScores(NDManager owner, NDArray labels, Mode mode) {
        if (setting.recipe().discriminator() == AdversarialRecipe.Discriminator.BATCHNORM) {
            return both -> {
                NDList halves = both.split(2, 0);
                return discriminator
                        .forward(owner, halves.get(0), labels, mode)
                        .concat(discriminator.forward(owner, halves.get(1), labels, mode), 0);
            };
        }
        NDArray labelsTwice = labels.concat(labels, 0);
        return both -> discriminator.forward(owner, both, labelsTwice, mode);
    }

    /** What is said about the generator: its one figure is its loss. */
    Finding ofGenerator(long step) {
        NDManager owner = device.manager().newSubManager();
        Mode mode = training("generator dropout", step);
        return Autograd.recording(() -> {
            NDArray images = generated(owner, "generator latents", step);
            NDArray scores = discriminator.forward(owner, images, Handles.borrowed(owner, oneHot), mode);
            NDArray loss = setting.game().generatorLoss(scores);
            return Finding.of(owner, loss, generator.trained(), List.of(loss));
        });
    }

    private NDArray generated(NDManager owner, String purpose, long index) {
        int latentSize = setting.recipe().latentSize();
        float[] latents = shard.cut(random(purpose, index).gaussians(shard.of() * latentSize));
        return generator.forward(
                owner,
                device.host().floats(owner, latents, shard.rows(), latentSize),
                Handles.borrowed(owner, oneHot),
                training("no dropout there", index));
    }

    private Mode training(String purpose, long index) {
        return Mode.training(random(purpose, index), shard);
    }

    private RandomStream random(String purpose, long index) {
        return RandomStream.of(setting.seed(), purpose, index);
    }

    @Override
    public void close() {
        forStep.close();
    }
}
