package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.architecture.VariationalNetworks;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.VariationalRecipe;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VariationalObjectiveTest {

    /** Golden values are float64, ours float32. */
    private static final double FLOAT_TOLERANCE = 2e-5;

    /**
     * A normalisation after a 1×1 convolution of a single channel takes all but nothing of the gradient away; what is left
     * is rounding, in PyTorch for Python's float32 as well (1.5e-4).
     */
    private static final double TENSOR_TOLERANCE = 2e-3;

    private static final double DIVERGENCE_WEIGHT = 0.5;

    private final TorchRuntime torch = TestTorch.runtime();
    private final NDManager owner = torch.newManager();

    @AfterEach
    void free() {
        owner.close();
    }

    static List<VariationalRecipe> recipes() {
        return List.of(
                recipe("cvae", Map.of("encoder", "conv-6", "decoder", "transposed-6")),
                recipe("deep-cvae", Map.of("blocks", "10")));
    }

    private static VariationalRecipe recipe(String family, Map<String, String> shape) {
        Map<String, String> parameters = new HashMap<>(shape);
        parameters.putAll(Map.of("width", "2", "latent", "5"));
        return (VariationalRecipe) Recipe.parse(family, parameters);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void lossesAndGradientsAreThoseOfPyTorchForPython(VariationalRecipe recipe) throws IOException {
        Network encoding = VariationalNetworks.encoder(recipe, 3, 1, 32);
        Network decoding = VariationalNetworks.decoder(recipe, 3, 1, 32);
        try (Golden golden = new Golden(torch.newManager(), recipe.family() + "-golden.npz");
                TorchNetwork encoder = TorchNetwork.of(torch, encoding, golden.weights("encoder", encoding));
                TorchNetwork decoder = TorchNetwork.of(torch, decoding, golden.weights("decoder", decoding))) {
            List<NDArray> trained = new ArrayList<>(encoder.trained());
            trained.addAll(decoder.trained());
            NDList gradients = Autograd.recording(() -> {
                VariationalObjective.Loss loss = loss(golden, encoder, decoder);
                double[] expected = golden.numbers("loss");
                assertClose(expected[0], loss.total());
                assertClose(expected[1], loss.reconstruction());
                assertClose(expected[2], loss.divergence());
                return Autograd.gradients(owner, loss.total(), trained);
            });
            int ofEncoder = encoder.trained().size();
            assertGradients(golden, "encoder", encoder, gradients.subList(0, ofEncoder));
            assertGradients(golden, "decoder", decoder, gradients.subList(ofEncoder, gradients.size()));
        }
    }

    private VariationalObjective.Loss loss(Golden golden, TorchNetwork encoder, TorchNetwork decoder) {
        NDArray oneHot = new HostTensors().oneHot(owner, golden.tensor("labels").toIntArray(), 3);
        NDArray real = copy(golden, "real");
        VariationalObjective.Posterior posterior =
                VariationalObjective.Posterior.of(encoder.forward(owner, real, oneHot, training()));
        NDArray logits = decoder.forward(owner, posterior.sample(copy(golden, "noise")), oneHot, training());
        return VariationalObjective.of(logits, real, posterior, DIVERGENCE_WEIGHT);
    }

    private static void assertGradients(Golden golden, String network, TorchNetwork of, List<NDArray> gradients) {
        List<float[]> found = gradients.stream()
                .map(gradient -> gradient.reshape(-1).toFloatArray())
                .toList();
        double whole = golden.wholeDistance(network + "-gradient", of.trainedNames(), found);
        double worst = golden.worstDistance(network + "-gradient", of.trainedNames(), found);
        System.out.println(network + " gradient: relative distance " + whole + ", worst tensor " + worst);
        assertTrue(whole < FLOAT_TOLERANCE, "relative distance " + whole);
        assertTrue(worst < TENSOR_TOLERANCE, "relative distance of a tensor " + worst);
    }

    /** KL(N(μ, σ²) ‖ N(0, 1)) = (μ² + σ² - 1) / 2 - log σ; here for μ = 1.5, σ = 2 and for the standard normal. */
    @Test
    void divergenceIsThatOfTwoNormalDistributions() {
        float[] means = {1.5f, 0, 0, 0};
        float[] logVariances = {(float) Math.log(4), 0, 0, 0};
        VariationalObjective.Posterior posterior =
                new VariationalObjective.Posterior(matrix(means), matrix(logVariances));
        VariationalObjective.Loss loss =
                VariationalObjective.of(matrix(new float[4]), matrix(new float[4]), posterior, 1);
        double expected = (1.5 * 1.5 + 4 - 1) / 2 - Math.log(2);
        assertEquals(expected / 2, loss.divergence().getFloat(), 1e-6);
    }

    /** Summed over pixels, averaged over images: logit 0 costs log 2 whatever the pixel. */
    @Test
    void reconstructionIsTheBinaryCrossEntropyOfBrightness() {
        VariationalObjective.Posterior standard =
                new VariationalObjective.Posterior(matrix(new float[4]), matrix(new float[4]));
        VariationalObjective.Loss undecided =
                VariationalObjective.of(matrix(new float[4]), matrix(new float[] {-1, 1, 0, 0.5f}), standard, 1);
        assertEquals(2 * Math.log(2), undecided.reconstruction().getFloat(), 1e-6);

        VariationalObjective.Loss decided = VariationalObjective.of(
                matrix(new float[] {3, -2, 0, 0}), matrix(new float[] {0.5f, -1, 0, 0}), standard, 1);
        double bright = 1 / (1 + Math.exp(-3));
        double first = -(0.75 * Math.log(bright) + 0.25 * Math.log(1 - bright));
        double second = Math.log(1 + Math.exp(-2));
        assertEquals(
                (first + second + 2 * Math.log(2)) / 2, decided.reconstruction().getFloat(), 1e-6);
        assertEquals(0, decided.divergence().getFloat(), 1e-6);
    }

    private NDArray matrix(float[] values) {
        return new HostTensors().floats(owner, values, 2, values.length / 2);
    }

    private NDArray copy(Golden golden, String name) {
        NDArray copy = golden.tensor(name).duplicate();
        copy.attach(owner);
        return copy;
    }

    private static Mode training() {
        return Mode.training(RandomStream.of(0, "nothing is dropped", 0));
    }

    private static void assertClose(double expected, NDArray scalar) {
        double found = scalar.stopGradient().getFloat();
        assertEquals(expected, found, Math.abs(expected) * FLOAT_TOLERANCE);
    }
}
