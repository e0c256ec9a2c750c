package io.augmenta.zoo.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.architecture.ResidualClassifierNetwork;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningTest {

    @Test
    void crossEntropyIsTheMeanOfMinusLogSoftmax() {
        TorchRuntime torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));
        float[] scores = {2, 0, -1, 0.5f, 0.5f, 3};
        float[] targets = CrossEntropy.targets(new int[] {0, 1}, 3, 0.3);
        double expected = 0;
        for (int i = 0; i < 2; i++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += Math.exp(scores[3 * i + k]);
            }
            for (int k = 0; k < 3; k++) {
                double target = k == i ? 0.8 : 0.1;
                expected -= target * (scores[3 * i + k] - Math.log(sum)) / 2;
            }
        }
        try (NDManager owner = torch.newManager()) {
            HostTensors host = new HostTensors();
            float loss = CrossEntropy.of(host.floats(owner, scores, 2, 3), host.floats(owner, targets, 2, 3))
                    .getFloat();
            assertEquals(expected, loss, 1e-6);
        }
    }

    @Test
    void smoothedTargetsShareTheRestEvenly() {
        float[] targets = CrossEntropy.targets(new int[] {1, 0}, 2, 0.2);
        assertArrayEquals(new float[] {0.1f, 0.9f, 0.9f, 0.1f}, targets, 1e-7f);
    }

    @Test
    void probabilitiesOfHugeScoresAreStillProbabilities() {
        assertArrayEquals(new float[] {1, 0}, Scores.probabilities(new float[] {3e38f, -3e38f}, 0, 2));
    }

    @Test
    void learningRateRisesToItsPeakAndComesDownToNothing() {
        OneCycle cycle = new OneCycle(0.5, 200);
        double[] rates = IntStream.range(0, 200).mapToDouble(cycle::at).toArray();
        for (int step = 1; step < 200; step++) {
            assertTrue(step < 30 ? rates[step] > rates[step - 1] : step == 30 || rates[step] < rates[step - 1]);
            assertTrue(rates[step] > 0);
        }
        assertEquals(0.5 / 30, rates[0], 1e-12);
        assertEquals(0.5, rates[29], 1e-12);
        assertEquals(0.25, rates[115], 1e-12);
        assertTrue(rates[199] < 0.5 * 1e-3);
    }

    @Test
    void everyImageIsInOneBatchOfAnEpochAndBatchesAreAlike() {
        TorchRuntime torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));
        ImageSource images = Pictures.figures(37, 1);
        ClassifierSettings settings = ClassifierSettings.parse(Map.of("batch-size", "16", "width", "1"), 3);
        try (TorchNetwork network = TorchNetwork.create(
                        torch, ResidualClassifierNetwork.of(1, 4, new Features.Maps(1, 32, 32)), 1);
                ClassifierFit fit = new ClassifierFit(torch, network, images, settings)) {
            List<int[]> batches = fit.batchesOf(1);
            assertEquals(
                    List.of(12, 12, 13),
                    batches.stream().map(batch -> batch.length).sorted().toList());
            assertArrayEquals(
                    IntStream.range(0, 37).toArray(),
                    batches.stream().flatMapToInt(IntStream::of).sorted().toArray());
            assertTrue(!java.util.Arrays.equals(batches.get(0), fit.batchesOf(2).get(0)));
        }
    }
}
