package io.augmenta.zoo.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.torch.UnreadableNetworkException;
import io.augmenta.zoo.training.StopSignal;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTunedClassifierTest {
    private static final int PICTURES = 12;
    private static final int SIDE = 8;
    private static final AugmentationSettings NONE = new AugmentationSettings(0, 0, 0, 0, 0, 0);

    private static TorchRuntime torch;

    @BeforeAll
    static void startTorchOnOneThread() {
        torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));
    }

    /** Grey pictures as three equal channels from -1 to 1, of the size that they have. */
    private record Plain(int height, int width) implements NetworkInput {
        @Override
        public void write(byte[] pixels, int channels, int rows, int columns, float[] target, int offset) {
            for (int i = 0; i < 3 * pixels.length; i++) {
                target[offset + i] = Byte.toUnsignedInt(pixels[i % pixels.length]) / 127.5f - 1;
            }
        }
    }

    private static final NetworkInput INPUT = new Plain(SIDE, SIDE);

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(FineTunedClassifierTest.class.getResource("/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** As in src/test/python/make_fine_tuning_golden.py. */
    private static ImageSource pictures() {
        List<byte[]> pixels = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            byte[] picture = new byte[SIDE * SIDE];
            for (int at = 0; at < picture.length; at++) {
                picture[at] = (byte) (37 * i + 11 * (at % SIDE) * (1 + i % 3) + 23 * (at / SIDE) * (3 - i % 3));
            }
            pixels.add(picture);
        }
        int[] labels = IntStream.range(0, PICTURES).map(i -> i % 3).toArray();
        return InMemoryImages.of(List.of("a", "b", "c"), 1, SIDE, SIDE, pixels, labels);
    }

    private static FineTunedClassifier fit(
            ImageSource train, FineTuningSettings settings, ClassifierListener listener) {
        return FineTunedClassifier.fit(
                torch, resource("tiny-features.pt"), INPUT, train, null, settings, listener, StopSignal.never());
    }

    private static FineTuningSettings settings(int batchSize, AugmentationSettings augmentation) {
        return new FineTuningSettings(3, 5, 12, batchSize, 0.05, 0.02, 0.1, augmentation);
    }

    @Test
    void headFirstAndThenAllLayersLearnAsInPyTorch() throws IOException {
        ImageSource pictures = pictures();
        try (FineTunedClassifier classifier = fit(pictures, settings(PICTURES, NONE), ClassifierListener.silent())) {
            float[][] features = classifier.features(pictures);
            float[][] probabilities = classifier.probabilities(pictures);
            List<String> golden = Files.readAllLines(resource("fine-tuning-golden.csv"));
            assertEquals(2 + 2 * PICTURES, golden.size());
            for (String line : golden.subList(2, golden.size())) {
                String[] cells = line.split(",", -1);
                float[][] found = cells[1].equals("features") ? features : probabilities;
                assertArrayEquals(numbers(cells[2]), found[Integer.parseInt(cells[0])], 2e-4f, line);
            }
            assertEquals(6, classifier.featureWidth());
            // three convolutions, and the new last layer
            assertEquals(3 * 9 * 4 + 4 + 9 * 4 + 4 + 4 * 6 + 6 + 6 * 3 + 3, classifier.trainedNumbers());
        }
    }

    private static float[] numbers(String text) {
        String[] cells = text.split(" ", -1);
        float[] numbers = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            numbers[i] = Float.parseFloat(cells[i]);
        }
        return numbers;
    }

    @Test
    void theSameSeedGivesTheSameClassifierAndAnotherSeedAnother() {
        AugmentationSettings flips = new AugmentationSettings(0.5, 0, 0, 0, 0, 0);
        FineTuningSettings first = settings(5, flips);
        FineTuningSettings other = new FineTuningSettings(4, 5, 12, 5, 0.05, 0.02, 0.1, flips);
        float[][] probabilities = probabilities(first);
        assertTrue(Arrays.deepEquals(probabilities, probabilities(first)));
        assertFalse(Arrays.deepEquals(probabilities, probabilities(other)));
    }

    private static float[][] probabilities(FineTuningSettings settings) {
        try (FineTunedClassifier classifier = fit(pictures(), settings, ClassifierListener.silent())) {
            return classifier.probabilities(pictures());
        }
    }

    @Test
    void everyEpochIsTold() {
        List<Integer> epochs = new ArrayList<>();
        fit(pictures(), settings(5, NONE), epoch -> epochs.add(epoch.epoch() * 100 + epoch.epochs()))
                .close();
        assertEquals(
                IntStream.rangeClosed(1, 17)
                        .map(epoch -> epoch * 100 + 17)
                        .boxed()
                        .toList(),
                epochs);
    }

    @Test
    void anImagesProbabilitiesDoNotDependOnTheOthers() {
        ImageSource pictures = pictures();
        byte[] last = new byte[SIDE * SIDE];
        pictures.read(PICTURES - 1, last, 0);
        ImageSource alone = InMemoryImages.of(pictures.classes(), 1, SIDE, SIDE, List.of(last), new int[1]);
        try (FineTunedClassifier classifier = fit(pictures, settings(6, NONE), ClassifierListener.silent())) {
            assertArrayEquals(
                    classifier.probabilities(pictures)[PICTURES - 1], classifier.probabilities(alone)[0]);
        }
    }

    @Test
    void aSignalEndsTheFit() {
        int[] asked = {0};
        assertThrows(ClassifierStoppedException.class, () -> FineTunedClassifier.fit(
                        torch,
                        resource("tiny-features.pt"),
                        INPUT,
                        pictures(),
                        null,
                        settings(5, NONE),
                        ClassifierListener.silent(),
                        () -> ++asked[0] > 4)
                .close());
        assertEquals(5, asked[0]);
    }

    @Test
    void aFileThatIsNoNetworkIsRefusedByName(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("none.pt"), new byte[] {1, 2, 3});
        UnreadableNetworkException refused =
                assertThrows(UnreadableNetworkException.class, () -> FineTunedClassifier.fit(
                                torch,
                                file,
                                INPUT,
                                pictures(),
                                null,
                                settings(5, NONE),
                                ClassifierListener.silent(),
                                StopSignal.never())
                        .close());
        assertTrue(String.valueOf(refused.getMessage()).contains("none.pt: expected a TorchScript network"));
    }

    @Test
    void settingsOutOfBoundsAreRefusedByName() {
        InvalidClassifierSettingsException refused = assertThrows(
                InvalidClassifierSettingsException.class, () -> new FineTuningSettings(1, 0, 0, 16, 0.1, 0.1, 0, NONE));
        assertEquals("epochs is 0.0; allowed: a number from 1.0 to 1000.0", refused.getMessage());
    }
}
