package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.architecture.AdversarialNetworks;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.WganGp;
import io.augmenta.zoo.torch.Adam;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WassersteinObjectiveTest {

    /** Golden values are float64, ours float32. */
    private static final double FLOAT_TOLERANCE = 5e-6;

    private static final WganGp RECIPE = (WganGp)
            Recipe.parse("wgan-gp", Map.of("width", "2", "latent", "5", "dropout-rate", "0", "batch-size", "4"));
    private static final Network CRITIC = AdversarialNetworks.discriminator(RECIPE, 3, 1, 32);
    private static final Network GENERATOR = AdversarialNetworks.generator(RECIPE, 3, 1, 32);

    private final TorchRuntime torch = TestTorch.runtime();
    private final NDManager owner = torch.newManager();
    private Golden golden;
    private NDArray oneHot;

    @BeforeEach
    void readGolden() throws IOException {
        golden = new Golden(torch.newManager(), "wgan-gp-golden.npz");
        oneHot = new HostTensors().oneHot(owner, golden.tensor("labels").toIntArray(), 3);
    }

    @AfterEach
    void free() {
        owner.close();
        golden.close();
    }

    @Test
    void criticLossAndGradientPenaltyAreThoseOfPyTorchForPython() {
        try (TorchNetwork critic = TorchNetwork.of(torch, CRITIC, golden.weights("critic", CRITIC))) {
            Autograd.recording(() -> {
                WassersteinObjective.CriticLoss loss = criticLoss(critic);
                double[] expected = golden.numbers("critic_loss");
                assertClose(expected[0], loss.total());
                assertClose(expected[1], loss.penalty());
                assertClose(expected[2], loss.gradientNorm());
                return loss;
            });
        }
    }

    @Test
    void criticGradientsAreThoseOfPyTorchForPython() {
        try (TorchNetwork critic = TorchNetwork.of(torch, CRITIC, golden.weights("critic", CRITIC))) {
            assertGradients("critic-gradient", critic, () -> criticLoss(critic).total());
        }
    }

    @Test
    void generatorLossAndGradientsAreThoseOfPyTorchForPython() {
        try (TorchNetwork critic = TorchNetwork.of(torch, CRITIC, golden.weights("critic", CRITIC));
                TorchNetwork generator = TorchNetwork.of(torch, GENERATOR, golden.weights("generator", GENERATOR))) {
            assertGradients("generator-gradient", generator, () -> {
                NDArray images = generator.forward(owner, copy("latents"), oneHot, training());
                NDArray loss = WassersteinObjective.generatorLoss(critic.forward(owner, images, oneHot, training()));
                assertClose(golden.numbers("generator_loss")[0], loss);
                return loss;
            });
        }
    }

    @Test
    void criticAfterThreeAdamStepsIsThatOfPyTorchForPython() {
        try (TorchNetwork critic = TorchNetwork.of(torch, CRITIC, golden.weights("critic", CRITIC));
                Adam adam = new Adam(torch, critic, Adam.Settings.of(1e-2, 0, 0.9))) {
            for (int i = 0; i < 3; i++) {
                Autograd.recording(() -> {
                    NDArray loss = criticLoss(critic).total();
                    adam.descend(owner, loss);
                    return loss;
                });
            }
            List<float[]> found = critic.trainedNames().stream()
                    .map(name -> critic.weights().get(name).values())
                    .toList();
            double distance = golden.worstDistance("critic-after-adam", critic.trainedNames(), found);
            System.out.println("after three Adam steps: worst relative distance " + distance);
            assertTrue(distance < FLOAT_TOLERANCE, "relative distance " + distance);
        }
    }

    private WassersteinObjective.CriticLoss criticLoss(TorchNetwork critic) {
        NDArray labelsTwice = oneHot.concat(oneHot, 0);
        return WassersteinObjective.criticLoss(
                owner,
                mixed -> critic.forward(owner, mixed, oneHot, training()),
                both -> critic.forward(owner, both, labelsTwice, training()),
                copy("real"),
                copy("generated"),
                copy("shares"),
                10);
    }

    private void assertGradients(String name, TorchNetwork network, Supplier<NDArray> loss) {
        NDList gradients = Autograd.recording(() -> Autograd.gradients(owner, loss.get(), network.trained()));
        List<float[]> found = gradients.stream()
                .map(gradient -> gradient.reshape(-1).toFloatArray())
                .toList();
        double distance = golden.worstDistance(name, network.trainedNames(), found);
        System.out.println(name + ": worst relative distance " + distance);
        assertTrue(distance < FLOAT_TOLERANCE, "relative distance " + distance);
    }

    private NDArray copy(String name) {
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
