package io.augmenta.zoo.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
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
import io.augmenta.zoo.torch.Shard;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Encoder and decoder in training. One step takes one batch of images and makes one update of both.
 * Where there are several devices, each takes a part of the batch. */
final class VariationalModel implements GenerativeModel {

    private static final String ALL = "all";
    private static final String DENSE = "dense";
    private static final int HELD_OUT_BATCH = 64;

    private final VariationalRecipe recipe;
    private final long seed;
    private final ImageShape shape;
    private final Network generatorNetwork;
    private final DeviceGroup devices;
    private final ReplicatedNetwork encoder;
    private final ReplicatedNetwork decoder;
    private final Trained all;
    private final @Nullable Trained dense;
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
            @Nullable InitialWeights initial,
            @Nullable FrozenStart frozen,
            @Nullable LearnedState learned) {
        this.recipe = recipe;
        this.seed = seed;
        this.shape = shape;
        this.generatorNetwork = networks.generator();
        this.devices = new DeviceGroup(torch);
        this.encoder = replicated(networks.counterpart(), initial, learned);
        this.decoder = replicated(networks.maker(), initial, learned);
        this.frozenSteps = frozen == null ? 0 : frozen.steps();
        double rate = frozen == null ? recipe.optimisation().learningRate() : frozen.laterLearningRate();
        this.all = trained(ALL, Set.of(), rate, learned);
        this.dense = frozen == null
                ? null
                : trained(DENSE, namesOfConvolutions(), recipe.optimisation().learningRate(), learned);
        double decay = recipe.optimisation().averageDecay();
        this.averageEncoder = new MovingAverage(devices.first().torch(), encoder.first(), decay, learned);
        this.averageDecoder = new MovingAverage(devices.first().torch(), decoder.first(), decay, learned);
        this.losses =
                new PendingLosses(devices.first().manager(), List.of("total", "reconstruction", "kl", "gradient_norm"));
    }

    private ReplicatedNetwork replicated(
            Network network, @Nullable InitialWeights initial, @Nullable LearnedState learned) {
        return new ReplicatedNetwork(
                devices, LearningNetwork.network(devices.first().torch(), network, seed, initial, learned));
    }

    private Trained trained(String name, Set<String> leftOut, double rate, @Nullable LearnedState learned) {
        List<List<NDArray>> byDevice = new ArrayList<>();
        for (int device = 0; device < devices.size(); device++) {
            byDevice.add(List.copyOf(tensors(device, leftOut).values()));
        }
        Adam adam =
                new Adam(devices.first().torch(), tensors(0, leftOut), AdamSettings.of(recipe.optimisation(), rate));
        if (learned != null) {
            adam.restore(learned.moments(name));
        }
        return new Trained(adam, byDevice);
    }

    /** What is trained, as {@code encoder/0.weight}, but for what is left out. */
    private Map<String, NDArray> tensors(int device, Set<String> leftOut) {
        Map<String, NDArray> trained = new LinkedHashMap<>();
        for (TorchNetwork network : List.of(encoder.on(device), decoder.on(device))) {
            network.trainedByName().forEach((name, tensor) -> trained.put(fullName(network.network(), name), tensor));
        }
        trained.keySet().removeAll(leftOut);
        return trained;
    }

    /**
     * Tensors that are trained together.
     *
     * @param optimiser updates those of the first device
     * @param byDevice in the same order on every device
     */
    private record Trained(Adam optimiser, List<List<NDArray>> byDevice) {}

    private Set<String> namesOfConvolutions() {
        return List.of(encoder.first().network(), decoder.first().network()).stream()
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
        boolean frozen = dense != null && step < frozenSteps;
        Trained trained = frozen && dense != null ? dense : all;
        List<Shard> shards = Shard.cut(batch.size(), devices.size());
        List<Finding> findings = devices.each(shards.size(), i -> {
            // what is frozen keeps its running statistics too
            Mode mode =
                    frozen ? Mode.inference() : Mode.training(RandomStream.of(seed, "dropout", step), shards.get(i));
            return found(i, batch, shards.get(i), mode, trained.byDevice().get(i), step);
        });
        try (Finding finding = Finding.together(findings, shards)) {
            NDList told = new NDList(finding.figures());
            told.add(Autograd.norm(finding.owner(), finding.gradients()));
            trained.optimiser().descendAlong(finding.owner(), finding.gradients());
            losses.add(told);
        }
        encoder.spread();
        decoder.spread();
        averageEncoder.advance(step);
        averageDecoder.advance(step);
    }

    private Finding found(int device, RealBatch batch, Shard shard, Mode mode, List<NDArray> variables, long step) {
        DeviceGroup.Member member = devices.member(device);
        NDManager owner = member.manager().newSubManager();
        return Autograd.recording(() -> {
            Pass pass = pass(
                    member.host(), owner, batch, shard, mode, encoder.on(device), decoder.on(device), "step", step);
            VariationalObjective.Loss loss = pass.loss();
            return Finding.of(
                    owner, loss.total(), variables, List.of(loss.total(), loss.reconstruction(), loss.divergence()));
        });
    }

    /** One way of a shard through both networks. All randomness is drawn for the whole batch from (seed, purpose, index). */
    private Pass pass(
            HostTensors host,
            NDManager owner,
            RealBatch batch,
            Shard shard,
            Mode mode,
            TorchNetwork encoding,
            TorchNetwork decoding,
            String purpose,
            long index) {
        RealBatch part = batch.of(shard);
        NDArray real = host.pixels(owner, part.pixels(), part.size(), shape.channels(), shape.size(), shape.size());
        NDArray oneHot = host.oneHot(owner, part.labels(), shape.classes());
        NDArray input = noisy(host, owner, real, shard, RandomStream.of(seed, "input noise of " + purpose, index));
        VariationalObjective.Posterior posterior =
                VariationalObjective.Posterior.of(encoding.forward(owner, input, oneHot, mode));
        float[] noise =
                RandomStream.of(seed, "latent noise of " + purpose, index).gaussians(shard.of() * recipe.latentSize());
        NDArray latents = posterior.sample(host.floats(owner, shard.cut(noise), shard.rows(), recipe.latentSize()));
        NDArray logits = decoding.forward(owner, latents, oneHot, mode);
        return new Pass(input, logits, VariationalObjective.of(logits, real, posterior, recipe.klWeight()));
    }

    private record Pass(NDArray input, NDArray logits, VariationalObjective.Loss loss) {}

    private NDArray noisy(HostTensors host, NDManager owner, NDArray real, Shard shard, RandomStream random) {
        if (recipe.inputNoise() == 0) {
            return real;
        }
        float[] noise = shard.cut(random.gaussians(Math.toIntExact(real.size() / shard.rows()) * shard.of()));
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
            try (NDManager owner = devices.first().manager().newSubManager()) {
                VariationalObjective.Loss loss =
                        inference(owner, batch, "held-out images", index).loss();
                return new double[] {
                    loss.reconstruction().getFloat(), loss.divergence().getFloat()
                };
            }
        });
    }

    private Pass inference(NDManager owner, RealBatch batch, String purpose, long index) {
        return pass(
                devices.first().host(),
                owner,
                batch,
                Shard.whole(batch.size()),
                Mode.inference(),
                averageEncoder.network(),
                averageDecoder.network(),
                purpose,
                index);
    }

    @Override
    public Optional<Reconstruction> reconstruct(RealBatch batch) {
        return Autograd.notRecording(() -> {
            try (NDManager owner = devices.first().manager().newSubManager()) {
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
        HostTensors host = devices.first().host();
        return Autograd.notRecording(() -> {
            try (NDManager owner = devices.first().manager().newSubManager()) {
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
        tensors.put("encoder.weights", encoder.first().weights());
        tensors.put("decoder.weights", decoder.first().weights());
        LearnedState.saveMoments(ALL, all.optimiser().moments(), tensors, counters);
        if (dense != null) {
            LearnedState.saveMoments(DENSE, dense.optimiser().moments(), tensors, counters);
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
            dense.optimiser().close();
        }
        all.optimiser().close();
        decoder.close();
        encoder.close();
        devices.close();
    }
}
