package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.VariationalRecipe;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Encoder and decoder in training. One step takes one batch of images and makes one update of both. */
final class VariationalModel implements GenerativeModel {

    private static final String ALL = "all";
    private static final String DENSE = "dense";
    private static final int HELD_OUT_BATCH = 64;

    private final VariationalRecipe recipe;
    private final long seed;
    private final ImageShape shape;
    private final Network generatorNetwork;
    private final NDManager manager;
    private final HostTensors host = new HostTensors();
    private final TorchNetwork encoder;
    private final TorchNetwork decoder;
    private final Adam all;
    private final @Nullable Adam dense;
    private final long frozenSteps;
    private final MovingAverage averageEncoder;
    private final MovingAverage averageDecoder;
    private final PendingLosses losses;

    /**
     * @param initial tensors to begin with in place of random ones; null for none
     * @param frozen how the run begins where convolutions are frozen first; null where they never are
     * @param learned where to go on from; null to begin
     */
    VariationalModel(
            TorchRuntime torch,
            VariationalRecipe recipe,
            ModelNetworks networks,
            ImageShape shape,
            long seed,
            @Nullable Pretraining initial,
            @Nullable FrozenStart frozen,
            @Nullable LearnedState learned) {
        this.recipe = recipe;
        this.seed = seed;
        this.shape = shape;
        this.generatorNetwork = networks.generator();
        this.manager = torch.newManager();
        this.encoder = network(torch, networks.counterpart(), initial, learned);
        this.decoder = network(torch, networks.maker(), initial, learned);
        this.frozenSteps = frozen == null ? 0 : frozen.steps();
        double rate = frozen == null ? recipe.optimisation().learningRate() : frozen.laterLearningRate();
        this.all = optimiser(torch, ALL, trained(Set.of()), rate, learned);
        this.dense = frozen == null
                ? null
                : optimiser(
                        torch,
                        DENSE,
                        trained(namesOfConvolutions()),
                        recipe.optimisation().learningRate(),
                        learned);
        double decay = recipe.optimisation().averageDecay();
        this.averageEncoder = new MovingAverage(torch, encoder, decay, learned);
        this.averageDecoder = new MovingAverage(torch, decoder, decay, learned);
        this.losses = new PendingLosses(manager, List.of("total", "reconstruction", "kl", "gradient_norm"));
    }

    private TorchNetwork network(
            TorchRuntime torch, Network network, @Nullable Pretraining initial, @Nullable LearnedState learned) {
        if (learned != null) {
            return TorchNetwork.of(torch, network, learned.group(network.name() + ".weights"));
        }
        TorchNetwork fresh = TorchNetwork.create(torch, network, seed);
        if (initial == null) {
            return fresh;
        }
        try (fresh) {
            return TorchNetwork.of(torch, network, initial.transferredTo(network, fresh.weights()));
        }
    }

    private Adam optimiser(
            TorchRuntime torch,
            String name,
            Map<String, NDArray> tensors,
            double rate,
            @Nullable LearnedState learned) {
        Adam adam = new Adam(torch, tensors, AdamSettings.of(recipe.optimisation(), rate));
        if (learned != null) {
            adam.restore(learned.moments(name));
        }
        return adam;
    }

    /** What is trained, as {@code encoder/0.weight}, but for what is left out. */
    private Map<String, NDArray> trained(Set<String> leftOut) {
        Map<String, NDArray> trained = new LinkedHashMap<>();
        for (TorchNetwork network : List.of(encoder, decoder)) {
            network.trainedByName().forEach((name, tensor) -> trained.put(fullName(network.network(), name), tensor));
        }
        trained.keySet().removeAll(leftOut);
        return trained;
    }

    private Set<String> namesOfConvolutions() {
        return List.of(encoder.network(), decoder.network()).stream()
                .flatMap(network -> {
                    List<ParameterSpec> ofDense = network.parametersOf(Layer.Dense.class);
                    return network.parameters().stream()
                            .filter(parameter -> !ofDense.contains(parameter))
                            .map(parameter -> fullName(network, parameter.name()));
                })
                .collect(Collectors.toSet());
    }

    private static String fullName(Network network, String tensor) {
        return network.name() + "/" + tensor;
    }

    @Override
    public void learn(RealBatch batch, long step) {
        try (NDManager owner = manager.newSubManager()) {
            boolean frozen = dense != null && step < frozenSteps;
            // what is frozen keeps its running statistics too
            Mode mode = frozen ? Mode.inference() : Mode.training(RandomStream.of(seed, "dropout", step));
            Adam optimiser = frozen && dense != null ? dense : all;
            Autograd.recording(() -> {
                Pass pass = pass(owner, batch, mode, encoder, decoder, "step", step);
                NDArray norm = optimiser.descendMeasuring(owner, pass.loss().total());
                losses.add(List.of(
                        pass.loss().total().stopGradient(),
                        pass.loss().reconstruction().stopGradient(),
                        pass.loss().divergence().stopGradient(),
                        norm));
                return norm;
            });
            averageEncoder.advance(step);
            averageDecoder.advance(step);
        }
    }

    /** One way through both networks. All randomness is drawn from (seed, purpose, index). */
    private Pass pass(
            NDManager owner,
            RealBatch batch,
            Mode mode,
            TorchNetwork encoding,
            TorchNetwork decoding,
            String purpose,
            long index) {
        int images = batch.size();
        NDArray real = host.pixels(owner, batch.pixels(), images, shape.channels(), shape.size(), shape.size());
        NDArray oneHot = host.oneHot(owner, batch.labels(), shape.classes());
        NDArray input = noisy(owner, real, RandomStream.of(seed, "input noise of " + purpose, index));
        VariationalObjective.Posterior posterior =
                VariationalObjective.Posterior.of(encoding.forward(owner, input, oneHot, mode));
        float[] noise =
                RandomStream.of(seed, "latent noise of " + purpose, index).gaussians(images * recipe.latentSize());
        NDArray latents = posterior.sample(host.floats(owner, noise, images, recipe.latentSize()));
        NDArray logits = decoding.forward(owner, latents, oneHot, mode);
        return new Pass(input, logits, VariationalObjective.of(logits, real, posterior, recipe.klWeight()));
    }

    private record Pass(NDArray input, NDArray logits, VariationalObjective.Loss loss) {}

    private NDArray noisy(NDManager owner, NDArray real, RandomStream random) {
        if (recipe.inputNoise() == 0) {
            return real;
        }
        float[] noise = random.gaussians(Math.toIntExact(real.size()));
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= (float) recipe.inputNoise();
        }
        return real.add(host.floats(owner, noise, real.getShape().getShape()));
    }

    @Override
    public List<Map<String, Double>> takeLosses() {
        return losses.take();
    }

    /** Means over the images, by the moving averages where there are any, with the same noise whenever it is asked for. */
    @Override
    public Map<String, Double> heldOutLosses(ImageSource images) {
        double reconstruction = 0;
        double divergence = 0;
        for (int first = 0; first < images.size(); first += HELD_OUT_BATCH) {
            int end = Math.min(images.size(), first + HELD_OUT_BATCH);
            RealBatch batch = RealBatch.read(images, IntStream.range(first, end).toArray());
            double[] means = evaluated(batch, first);
            reconstruction += means[0] * batch.size();
            divergence += means[1] * batch.size();
        }
        Map<String, Double> means = new LinkedHashMap<>();
        means.put("reconstruction", reconstruction / images.size());
        means.put("kl", divergence / images.size());
        return means;
    }

    private double[] evaluated(RealBatch batch, long index) {
        return Autograd.notRecording(() -> {
            try (NDManager owner = manager.newSubManager()) {
                VariationalObjective.Loss loss =
                        inference(owner, batch, "held-out images", index).loss();
                return new double[] {
                    loss.reconstruction().getFloat(), loss.divergence().getFloat()
                };
            }
        });
    }

    private Pass inference(NDManager owner, RealBatch batch, String purpose, long index) {
        return pass(owner, batch, Mode.inference(), averageEncoder.network(), averageDecoder.network(), purpose, index);
    }

    @Override
    public Optional<Reconstruction> reconstruct(RealBatch batch) {
        return Autograd.notRecording(() -> {
            try (NDManager owner = manager.newSubManager()) {
                Pass pass = inference(owner, batch, "reconstructions", 0);
                float[] output = Handles.values(pass.logits());
                for (int i = 0; i < output.length; i++) {
                    output[i] = (float) Math.tanh(output[i] / 2);
                }
                return Optional.of(new Reconstruction(Handles.values(pass.input()), output, recipe.inputNoise() > 0));
            }
        });
    }

    @Override
    public Network generator() {
        return generatorNetwork;
    }

    @Override
    public Weights generatorWeights() {
        return averageDecoder.network().weights();
    }

    @Override
    public float[] generate(float[] latents, int[] labels) {
        return Autograd.notRecording(() -> {
            try (NDManager owner = manager.newSubManager()) {
                NDArray logits = averageDecoder
                        .network()
                        .forward(
                                owner,
                                host.floats(owner, latents, labels.length, recipe.latentSize()),
                                host.oneHot(owner, labels, shape.classes()),
                                Mode.inference());
                float[] images = Handles.values(logits);
                for (int i = 0; i < images.length; i++) {
                    images[i] = (float) Math.tanh(images[i] / 2);
                }
                return images;
            }
        });
    }

    @Override
    public LearnedState learned() {
        Map<String, Weights> tensors = new LinkedHashMap<>();
        Map<String, Long> counters = new LinkedHashMap<>();
        tensors.put("encoder.weights", encoder.weights());
        tensors.put("decoder.weights", decoder.weights());
        LearnedState.saveMoments(ALL, all.moments(), tensors, counters);
        if (dense != null) {
            LearnedState.saveMoments(DENSE, dense.moments(), tensors, counters);
        }
        averageEncoder.saveTo(tensors);
        averageDecoder.saveTo(tensors);
        return new LearnedState(tensors, counters);
    }

    @Override
    public void close() {
        losses.close();
        averageDecoder.close();
        averageEncoder.close();
        if (dense != null) {
            dense.close();
        }
        all.close();
        decoder.close();
        encoder.close();
        manager.close();
    }
}
