package io.augmenta.zoo.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TorchNetworkTest {

    private final TorchRuntime torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));
    private final NDManager owner = torch.newManager();
    private final HostTensors host = new HostTensors();

    @AfterEach
    void free() {
        owner.close();
    }

    @Test
    void convolutionIsTheSumOfItsDefinition() {
        Network network = new Network("conv", new Features.Maps(2, 5, 6), List.of(new Layer.Conv(3, 3, 2, 1, true)));
        float[] image = RandomStream.of(1, "image", 0).gaussians(2 * 5 * 6);
        try (TorchNetwork conv = TorchNetwork.create(torch, network, 4)) {
            NDArray found = infer(conv, host.floats(owner, image, 1, 2, 5, 6));
            assertArrayEquals(convolved(image, conv.weights()), cOrder(found), 1e-5f);
        }
    }

    /** Kernel 3, stride 2, padding 1, from 2 × 5 × 6 to 3 × 3 × 3. */
    private static float[] convolved(float[] image, Weights weights) {
        float[] kernel = weights.get("0.weight").values();
        float[] result = new float[27];
        for (int out = 0; out < 27; out++) {
            int filter = out / 9;
            double sum = weights.get("0.bias").values()[filter];
            for (int tap = 0; tap < 18; tap++) {
                int y = out / 3 % 3 * 2 - 1 + tap / 3 % 3;
                int x = out % 3 * 2 - 1 + tap % 3;
                if (y >= 0 && y < 5 && x >= 0 && x < 6) {
                    sum += kernel[filter * 18 + tap] * image[(tap / 9 * 5 + y) * 6 + x];
                }
            }
            result[out] = (float) sum;
        }
        return result;
    }

    /** ⟨conv(x), y⟩ = ⟨x, convTranspose(y)⟩ for every x and y when both have the same kernel. */
    @Test
    void transposedConvolutionIsTheAdjointOfTheConvolution() {
        Network down = new Network("down", new Features.Maps(2, 8, 8), List.of(new Layer.Conv(3, 4, 2, 1, false)));
        Network up = new Network("up", new Features.Maps(3, 4, 4), List.of(new Layer.ConvTranspose(2, 4, 2, 1, false)));
        try (TorchNetwork conv = TorchNetwork.create(torch, down, 4);
                TorchNetwork adjoint = TorchNetwork.of(torch, up, conv.weights())) {
            float[] x = RandomStream.of(1, "x", 0).gaussians(128);
            float[] y = RandomStream.of(1, "y", 0).gaussians(48);
            float[] ofX = cOrder(infer(conv, host.floats(owner, x, 1, 2, 8, 8)));
            float[] ofY = cOrder(infer(adjoint, host.floats(owner, y, 1, 3, 4, 4)));
            assertEquals(dot(ofX, y), dot(x, ofY), 1e-4);
        }
    }

    @Test
    void weightsReadBackAreThoseGiven() {
        Network network = new Network(
                "both",
                new Features.Maps(2, 4, 4),
                List.of(new Layer.Conv(3, 3, 1, 1, true), Layer.BatchNorm.standard()));
        try (TorchNetwork first = TorchNetwork.create(torch, network, 4);
                TorchNetwork second = TorchNetwork.of(torch, network, first.weights())) {
            first.weights()
                    .tensors()
                    .forEach((name, tensor) -> assertArrayEquals(
                            tensor.values(), second.weights().get(name).values()));
        }
    }

    @Test
    void tensorOfAnotherShapeIsRefused() {
        Network three = new Network("three", new Features.Flat(2), List.of(new Layer.Dense(3, false)));
        Network four = new Network("four", new Features.Flat(2), List.of(new Layer.Dense(4, false)));
        try (TorchNetwork made = TorchNetwork.create(torch, three, 4)) {
            Weights weights = made.weights();
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> TorchNetwork.of(torch, four, weights));
            assertEquals("Tensor 0.weight has shape [3, 2], expected [4, 2]", refused.getMessage());
        }
    }

    @Test
    void dropoutDropsItsShareAndKeepsTheMean() {
        float[] kept = dropped(0.25, 3);
        int zeros = 0;
        for (float value : kept) {
            zeros += value == 0 ? 1 : 0;
            assertTrue(value == 0 || value == 4f / 3, "value " + value);
        }
        // six standard errors
        assertEquals(0.25, zeros / (double) kept.length, 6 * Math.sqrt(0.25 * 0.75 / kept.length));
    }

    @Test
    void dropoutIsAFunctionOfItsStream() {
        assertArrayEquals(dropped(0.5, 3), dropped(0.5, 3));
        assertFalse(Arrays.equals(dropped(0.5, 3), dropped(0.5, 4)));
    }

    private float[] dropped(double rate, long index) {
        Network network = new Network("dropout", new Features.Maps(4, 16, 16), List.of(new Layer.Dropout(rate)));
        float[] ones = new float[8 * 4 * 16 * 16];
        Arrays.fill(ones, 1);
        try (TorchNetwork dropout = TorchNetwork.create(torch, network, 0)) {
            Mode mode = Mode.training(RandomStream.of(1, "dropout", index));
            return Autograd.notRecording(
                    () -> cOrder(dropout.forward(owner, host.floats(owner, ones, 8, 4, 16, 16), mode)));
        }
    }

    @Test
    void batchNormalisationInTrainingGivesMeanZeroAndDeviationOneAndTracksBoth() {
        Network network = new Network("norm", new Features.Maps(1, 1, 1), List.of(Layer.BatchNorm.standard()));
        try (TorchNetwork norm = TorchNetwork.create(torch, network, 0)) {
            NDArray input = host.floats(owner, new float[] {1, 2, 3, 6}, 4, 1, 1, 1);
            float[] found = Autograd.notRecording(
                    () -> cOrder(norm.forward(owner, input, Mode.training(RandomStream.of(0, "none", 0)))));
            // mean 3, variance 3.5; the running variance takes the unbiased 14 / 3
            float deviation = (float) Math.sqrt(3.5 + 1e-5);
            assertArrayEquals(new float[] {-2 / deviation, -1 / deviation, 0, 3 / deviation}, found, 1e-6f);
            assertEquals(0.3f, norm.weights().get("0.mean").values()[0], 1e-6f);
            assertEquals(0.9f + 0.1f * 14 / 3, norm.weights().get("0.variance").values()[0], 1e-6f);
        }
    }

    @Test
    void projectionAddsTheScoreOfTheClass() {
        Network network = new Network("score", new Features.Flat(2), List.of(new Layer.LabelProjection(2, false)));
        try (TorchNetwork score = TorchNetwork.create(torch, network, 4)) {
            float[] w = score.weights().get("0.weight").values();
            NDArray found = Autograd.notRecording(() -> score.forward(
                    owner,
                    host.floats(owner, new float[] {2, 3, 2, 3}, 2, 2),
                    host.oneHot(owner, new int[] {0, 1}, 2),
                    Mode.inference()));
            float common = 2 * w[0] + 3 * w[1];
            assertArrayEquals(
                    new float[] {common + 2 * w[2] + 3 * w[3], common + 2 * w[4] + 3 * w[5]}, cOrder(found), 1e-5f);
        }
    }

    @Test
    void networkThatNeedsLabelsSaysSo() {
        Network network = new Network("critic", new Features.Flat(2), List.of(new Layer.LabelProjection(2, false)));
        try (TorchNetwork critic = TorchNetwork.create(torch, network, 4)) {
            NDArray input = host.floats(owner, new float[] {2, 3}, 1, 2);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> critic.forward(owner, input, Mode.inference()));
            assertEquals("Layer 0 of critic needs labels", refused.getMessage());
        }
    }

    @Test
    void secondDerivativeOfACubeIsSixTimesX() {
        NDArray x = host.floats(owner, new float[] {1, 2, 3}, 3);
        float[] found = Autograd.recording(() -> {
            x.setRequiresGradient(true);
            NDArray first = Autograd.differentiableGradient(owner, x.pow(3).sum(), x);
            return Autograd.gradients(owner, first.sum(), List.of(x))
                    .singletonOrThrow()
                    .toFloatArray();
        });
        assertArrayEquals(new float[] {6, 12, 18}, found, 1e-5f);
    }

    @Test
    void pixelsSpanMinusOneToOne() {
        NDArray found = host.pixels(owner, new byte[] {0, (byte) 255, 127}, 3);
        assertArrayEquals(new float[] {-1, 1, 127 / 127.5f - 1}, found.toFloatArray(), 1e-7f);
    }

    private NDArray infer(TorchNetwork network, NDArray input) {
        return Autograd.notRecording(() -> network.forward(owner, input, Mode.inference()));
    }

    private static float[] cOrder(NDArray tensor) {
        return tensor.reshape(-1).toFloatArray();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
