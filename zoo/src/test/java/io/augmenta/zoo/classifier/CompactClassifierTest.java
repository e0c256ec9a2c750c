package io.augmenta.zoo.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.architecture.ResidualClassifierNetwork;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.StopSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompactClassifierTest {

    private static final Map<String, String> SMALL = Map.of("width", "8", "epochs", "2");

    private static TorchRuntime torch;

    @BeforeAll
    static void startTorchOnOneThread() {
        torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));
    }

    @Test
    void learnsEightPicturesOfNoiseByHeart() {
        ImageSource eight = Pictures.noise(8);
        ClassifierSettings settings = settings(Map.of(
                "epochs",
                "40",
                "mirror-probability",
                "0",
                "shift",
                "0",
                "rotation-degrees",
                "0",
                "zoom",
                "0",
                "label-smoothing",
                "0"));
        try (CompactClassifier classifier = fit(eight, settings)) {
            float[][] probabilities = classifier.probabilities(eight);
            for (int i = 0; i < 8; i++) {
                assertTrue(probabilities[i][eight.label(i)] > 0.9, Arrays.toString(probabilities[i]));
            }
        }
    }

    @Test
    void featuresOfAnImageDoNotDependOnItsCompanyAndDecideItsProbabilities() {
        ImageSource seventy = Pictures.noise(70);
        ImageSource eight = Pictures.noise(8);
        try (CompactClassifier classifier = fit(eight, settings(SMALL))) {
            float[][] among70 = classifier.features(seventy);
            float[][] among8 = classifier.features(eight);
            float[][] probabilities = classifier.probabilities(seventy);

            assertEquals(classifier.featureWidth(), among70[69].length);
            for (int i = 0; i < 8; i++) {
                assertArrayEquals(among70[i], among8[i]);
                for (float feature : among8[i]) {
                    assertTrue(feature >= 0 && Float.isFinite(feature), "mean of rectified maps, got " + feature);
                }
            }
            assertFalse(Arrays.equals(among70[0], among70[1]));
            assertFalse(Arrays.equals(probabilities[0], probabilities[1]));
        }
    }

    @Test
    void tellsFiguresApartThatItHasNotSeen() {
        ImageSource unseen = Pictures.figures(200, 2);
        try (CompactClassifier classifier = fit(Pictures.figures(240, 1), settings(Map.of("epochs", "12")))) {
            double accuracy = Pictures.accuracy(classifier, unseen);
            assertTrue(accuracy > 0.9, "accuracy " + accuracy + ", chance is 0.25");
        }
    }

    @Test
    void gradientReachesEveryTrainedNumberOfTheNetwork() {
        Network network = ResidualClassifierNetwork.of(8, 4, new Features.Maps(1, 32, 32));
        HostTensors host = new HostTensors();
        ImageSource images = Pictures.figures(16, 3);
        byte[] pixels = new byte[16 * images.bytesPerImage()];
        int[] labels = new int[16];
        for (int i = 0; i < 16; i++) {
            images.read(i, pixels, i * images.bytesPerImage());
            labels[i] = images.label(i);
        }
        try (TorchNetwork learner = TorchNetwork.create(torch, network, 5);
                NDManager owner = torch.newManager()) {
            NDArray targets = host.floats(owner, CrossEntropy.targets(labels, 4, 0), 16, 4);
            NDArray loss = Autograd.recording(() -> CrossEntropy.of(
                    learner.forward(
                            owner,
                            host.pixels(owner, pixels, 16, 1, 32, 32),
                            Mode.training(RandomStream.of(0, "none", 0))),
                    targets));
            NDList gradients = Autograd.gradients(owner, loss, learner.trained());
            for (int i = 0; i < gradients.size(); i++) {
                String name = learner.trainedNames().get(i);
                for (float number : gradients.get(i).toFloatArray()) {
                    assertTrue(Float.isFinite(number), name);
                }
                assertTrue(gradients.get(i).abs().sum().getFloat() > 0, name + " has no gradient");
            }
        }
    }

    @Test
    void sameSeedGivesTheSameProbabilitiesBitForBit() {
        ImageSource train = Pictures.figures(40, 1);
        ImageSource unseen = Pictures.figures(20, 2);
        try (CompactClassifier first = fit(train, ClassifierSettings.parse(SMALL, 7));
                CompactClassifier again = fit(train, ClassifierSettings.parse(SMALL, 7));
                CompactClassifier other = fit(train, ClassifierSettings.parse(SMALL, 8))) {
            assertArrayEquals(first.probabilities(unseen), again.probabilities(unseen));
            assertFalse(Arrays.deepEquals(first.probabilities(unseen), other.probabilities(unseen)));
        }
    }

    @Test
    void probabilitiesSumToOneAndIgnoreTheOtherImages() {
        ImageSource many = Pictures.figures(150, 2);
        try (CompactClassifier classifier = fit(Pictures.figures(40, 1), settings(SMALL))) {
            float[][] together = classifier.probabilities(many);
            int[] backwards = IntStream.range(0, 150).map(i -> 149 - i).toArray();
            float[][] reversed = classifier.probabilities(Pictures.pick(many, backwards));
            for (int i = 0; i < 150; i++) {
                double sum = 0;
                for (float probability : together[i]) {
                    assertTrue(probability >= 0);
                    sum += probability;
                }
                assertEquals(1, sum, 1e-6);
                assertArrayEquals(together[i], reversed[149 - i]);
            }
            assertArrayEquals(together[77], classifier.probabilities(Pictures.pick(many, 77))[0]);
        }
    }

    @Test
    void listenerHearsOfEveryEpochAndTheLastOneIsTheClassifiersOwn() {
        ImageSource validation = Pictures.figures(30, 2);
        List<ClassifierEpoch> heard = new ArrayList<>();
        try (CompactClassifier classifier = CompactClassifier.fit(
                torch, Pictures.figures(40, 1), validation, settings(SMALL), heard::add, StopSignal.never())) {
            assertEquals(
                    List.of(1, 2), heard.stream().map(ClassifierEpoch::epoch).toList());
            ClassifierEpoch last = heard.get(1);
            assertEquals(2, last.epochs());
            assertEquals(Pictures.accuracy(classifier, validation), last.validationAccuracy());
            assertTrue(last.loss() > 0 && last.imagesPerSecond() > 0);
            assertTrue(last.elapsed().compareTo(heard.get(0).elapsed()) > 0);
            assertTrue(last.accuracy() >= 0 && last.accuracy() <= 1);
        }
    }

    @Test
    void withoutValidationImagesThereIsNoValidationAccuracy() {
        List<ClassifierEpoch> heard = new ArrayList<>();
        CompactClassifier.fit(torch, Pictures.figures(40, 1), null, settings(SMALL), heard::add, StopSignal.never())
                .close();
        assertNull(heard.get(0).validationAccuracy());
    }

    @Test
    void takesColourImagesThatAreNotSquare() {
        byte[] red = new byte[3 * 20 * 48];
        Arrays.fill(red, 0, 20 * 48, (byte) 200);
        byte[] blue = new byte[3 * 20 * 48];
        Arrays.fill(blue, 2 * 20 * 48, 3 * 20 * 48, (byte) 200);
        ImageSource images = InMemoryImages.of(
                List.of("red", "blue"), 3, 20, 48, List.of(red, blue, red, blue, red), new int[] {0, 1, 0, 1, 0});
        try (CompactClassifier classifier = fit(images, settings(Map.of("epochs", "20", "batch-size", "4")))) {
            assertEquals(1, Pictures.accuracy(classifier, images));
        }
    }

    @Test
    void stopSignalEndsTheFitBeforeTheNextStep() {
        AtomicInteger looks = new AtomicInteger();
        ClassifierStoppedException stopped = assertThrows(
                ClassifierStoppedException.class,
                () -> CompactClassifier.fit(
                        torch,
                        Pictures.figures(40, 1),
                        null,
                        settings(SMALL),
                        ClassifierListener.silent(),
                        () -> looks.incrementAndGet() == 5));
        assertEquals(5, looks.get());
        assertEquals("Asked to stop in epoch 2 of 2; the unfinished classifier was dropped", stopped.getMessage());
    }

    @Test
    void whatTheListenerThrowsEndsTheFit() {
        IllegalStateException mine = new IllegalStateException("enough");
        ClassifierListener throwing = epoch -> {
            throw mine;
        };
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> CompactClassifier.fit(
                        torch, Pictures.figures(40, 1), null, settings(SMALL), throwing, StopSignal.never()));
        assertEquals(mine, thrown);
    }

    @Test
    void imagesOfOneClassAreRefused() {
        ImageSource discs = Pictures.pick(Pictures.figures(12, 1), 2, 6, 10);
        UnlearnableImagesException refused =
                assertThrows(UnlearnableImagesException.class, () -> fit(discs, settings(SMALL)));
        assertTrue(refused.getMessage().contains("3 training images are of 1 class"), refused.getMessage());
    }

    @Test
    void imagesOfAnotherSizeAreRefused() {
        ImageSource tiny = InMemoryImages.of(Pictures.CLASSES, 1, 8, 8, List.of(new byte[64]), new int[] {0});
        try (CompactClassifier classifier = fit(Pictures.figures(12, 1), settings(SMALL))) {
            UnlearnableImagesException refused =
                    assertThrows(UnlearnableImagesException.class, () -> classifier.probabilities(tiny));
            assertTrue(refused.getMessage().contains("[1, 8, 8]"), refused.getMessage());
            assertTrue(refused.getMessage().contains("[1, 32, 32]"), refused.getMessage());
        }
    }

    @Test
    void validationImagesOfOtherClassesAreRefused() {
        ImageSource other = InMemoryImages.of(List.of("cat", "dog"), 1, 32, 32, List.of(new byte[1024]), new int[] {1});
        UnlearnableImagesException refused = assertThrows(
                UnlearnableImagesException.class,
                () -> CompactClassifier.fit(
                        torch,
                        Pictures.figures(12, 1),
                        other,
                        settings(SMALL),
                        ClassifierListener.silent(),
                        StopSignal.never()));
        assertTrue(refused.getMessage().contains("[cat, dog]"), refused.getMessage());
    }

    @Test
    void divergenceNamesTheStep() {
        ClassifierDivergedException diverged = assertThrows(
                ClassifierDivergedException.class, () -> ClassifierDivergedException.requireFinite(Double.NaN, 41, 3));
        assertEquals(
                "The classifier diverged at step 41 (epoch 3): the loss is NaN; try a lower learning-rate",
                diverged.getMessage());
    }

    private static ClassifierSettings settings(Map<String, String> parameters) {
        Map<String, String> narrow = new HashMap<>(Map.of("width", "8"));
        narrow.putAll(parameters);
        return ClassifierSettings.parse(narrow, 7);
    }

    private static CompactClassifier fit(ImageSource train, ClassifierSettings settings) {
        return CompactClassifier.fit(torch, train, null, settings, ClassifierListener.silent(), StopSignal.never());
    }
}
