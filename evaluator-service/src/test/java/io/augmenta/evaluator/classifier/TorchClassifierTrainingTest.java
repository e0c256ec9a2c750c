package io.augmenta.evaluator.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.extraction.FeatureCache;
import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.zoo.classifier.ClassifierListener;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.onnx.OnnxExporter;
import io.augmenta.zoo.onnx.OnnxSignature;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchClassifierTrainingTest {
    private static final int SIDE = 8;
    private static final String DESCRIPTION = """
            {"input": "pictures", "output": "halves", "width": 8, "height": 8, "layout": "NCHW", "channels": "RGB",
             "resize": "stretch", "mean": [0, 0, 0], "deviation": [255, 255, 255]}
            """;

    @TempDir
    private Path folder;

    private Path models;
    private Path kept;
    private TorchClassifierTraining training;

    @BeforeEach
    void aFolderOfTwoNetworks() throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        kept = folder.resolve("kept");
        Files.write(models.resolve("halves.onnx"), halves());
        Files.writeString(models.resolve("halves.json"), DESCRIPTION);
        try (InputStream network = Objects.requireNonNull(getClass().getResourceAsStream("/tiny-features.pt"))) {
            Files.copy(network, models.resolve("tiny.pt"));
        }
        Files.writeString(models.resolve("tiny.json"), DESCRIPTION);
        training = TorchClassifierTraining.load(
                new TorchSettings(TorchSettings.DeviceChoice.CPU, 1),
                new OnnxNetworks(new ModelFolder(models), FeatureCache.in(kept, 1 << 20), 1));
    }

    /** A network with two features: how bright the upper half is, and how bright the lower one is. */
    private static byte[] halves() {
        Network network = new Network(
                "halves", new Features.Maps(3, SIDE, SIDE), List.of(new Layer.Flatten(), new Layer.Dense(2, true)));
        float[] weight = new float[2 * 3 * SIDE * SIDE];
        for (int i = 0; i < 3 * SIDE * SIDE; i++) {
            boolean upper = i % (SIDE * SIDE) < SIDE * SIDE / 2;
            weight[upper ? i : 3 * SIDE * SIDE + i] = 1;
        }
        Map<String, Weights.Tensor> tensors = new LinkedHashMap<>();
        for (ParameterSpec parameter : network.parameters()) {
            float[] values = parameter.name().endsWith("weight") ? weight : new float[2];
            tensors.put(parameter.name(), new Weights.Tensor(parameter.shape(), values));
        }
        return OnnxExporter.export(network, new Weights(tensors), new OnnxSignature("pictures", "halves", Map.of()));
    }

    /** Pictures that are brighter above (class 0) or below (class 1), each another one. */
    private static ImageSource pictures(int count, int first) {
        List<byte[]> pixels = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            byte[] picture = new byte[SIDE * SIDE];
            for (int at = 0; at < picture.length; at++) {
                boolean bright = at < picture.length / 2 == (i % 2 == 0);
                picture[at] = (byte) ((bright ? 150 : 60) + (7 * i + 13 * at) % 50);
            }
            pixels.add(picture);
        }
        int[] labels = IntStream.range(first, first + count).map(i -> i % 2).toArray();
        return InMemoryImages.of(List.of("above", "below"), 1, SIDE, SIDE, pixels, labels);
    }

    private TrainedClassifier fit(String family, Map<String, String> parameters, long seed, ImageSource train) {
        ClassifierOrder order = new ClassifierOrder(family, parameters, seed);
        training.check(order);
        return training.fit(order, train, null, ClassifierListener.silent(), StopSignal.never());
    }

    private static void assertTellsApart(TrainedClassifier classifier, ImageSource test) {
        float[][] probabilities = classifier.probabilities(test);
        for (int i = 0; i < probabilities.length; i++) {
            assertTrue(probabilities[i][test.label(i)] > 0.8, "picture " + i + ": " + probabilities[i][test.label(i)]);
        }
    }

    @Test
    void aHeadOnFrozenFeaturesTellsPicturesApartWhateverTheSeed() {
        ImageSource test = pictures(10, 100);
        try (TrainedClassifier first = fit("features:halves.onnx", Map.of("l2", "0.001"), 1, pictures(20, 0));
                TrainedClassifier second = fit("features:halves.onnx", Map.of("l2", "0.001"), 2, pictures(20, 0))) {
            assertTellsApart(first, test);
            assertArrayEquals(first.probabilities(test), second.probabilities(test));
            assertEquals(Map.of("l2", "0.001"), first.settings());
            assertEquals("CPU, 1 thread", first.device());
        }
    }

    @Test
    void theFeaturesOfAnImageAreComputedOnce() throws IOException {
        fit("features:halves.onnx", Map.of(), 1, pictures(20, 0)).close();
        List<Path> files = kept();
        assertEquals(20, files.size());
        Map<Path, FileTime> before = times(files);
        fit("features:halves.onnx", Map.of(), 2, pictures(20, 0)).close();
        assertEquals(before, times(kept()));
        fit("features:halves.onnx", Map.of(), 2, pictures(30, 0)).close();
        assertEquals(30, kept().size());
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(kept)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** A file that is written again has another time. */
    private static Map<Path, FileTime> times(List<Path> files) throws IOException {
        Map<Path, FileTime> times = new LinkedHashMap<>();
        for (Path file : files) {
            times.put(file, Files.getLastModifiedTime(file));
        }
        return times;
    }

    @Test
    void theExtractorIsTheFrozenNetworkAndClosingItDoesNothing() {
        ImageSource pictures = pictures(20, 0);
        try (TrainedClassifier classifier = fit("features:halves.onnx", Map.of(), 1, pictures)) {
            FeatureExtractor extractor = classifier.extractor();
            assertTrue(extractor.name().startsWith("halves.onnx "), extractor.name());
            assertEquals(2, extractor.features(pictures).width());
            extractor.close();
            assertTellsApart(classifier, pictures);
        }
    }

    @Test
    void aFineTunedNetworkTellsPicturesApartAndHasFeaturesOfItsOwn() {
        Map<String, String> parameters =
                Map.of("epochs", "40", "batch-size", "8", "learning-rate", "0.02", "head-learning-rate", "0.05");
        try (TrainedClassifier classifier = fit("finetune:tiny.pt", parameters, 1, pictures(24, 0))) {
            assertTellsApart(classifier, pictures(10, 100));
            assertEquals(41, classifier.epochs());
            assertEquals(6, classifier.extractor().features(pictures(3, 0)).width());
            assertEquals("0.5", classifier.settings().get("mirror-probability"));
        }
    }

    @Test
    void unknownFamiliesAndModelsAreAnsweredWithThoseThereAre() {
        String families = "there is compact, features:MODEL.onnx and finetune:MODEL.pt";
        assertEquals("There is no classifier 'huge'; " + families, refusal("huge", Map.of()));
        assertEquals("There is no classifier 'features'; " + families, refusal("features", Map.of()));
        assertEquals("There is no classifier 'compact:x'; " + families, refusal("compact:x", Map.of()));
        assertEquals(
                "There is no model 'other.onnx' in the evaluator's models folder; there is halves.onnx",
                refusal("features:other.onnx", Map.of()));
        assertEquals(
                "There is no model 'halves.onnx' in the evaluator's models folder; there is tiny.pt",
                refusal("finetune:halves.onnx", Map.of()));
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws IOException {
        Files.copy(models.resolve("halves.onnx"), folder.resolve("outside.onnx"));
        Files.copy(models.resolve("halves.json"), folder.resolve("outside.json"));
        Path absolute = folder.resolve("outside.onnx").toAbsolutePath();
        for (String name : List.of("../outside.onnx", "./../outside.onnx", absolute.toString(), "..\\outside.onnx")) {
            String refusal = refusal("features:" + name, Map.of());
            assertTrue(refusal.startsWith("There is no model '" + name + "'"), refusal);
        }
    }

    @Test
    void settingsAreRefusedWithWhatIsAllowed() {
        assertEquals(
                "l2 is \"much\"; allowed: a number from 1.0E-8 to 1000000.0",
                refusal("features:halves.onnx", Map.of("l2", "much")));
        assertEquals(
                "The classifier features:halves.onnx has no setting \"epochs\" (given: \"3\"); allowed: l2",
                refusal("features:halves.onnx", Map.of("epochs", "3")));
        assertEquals(
                "epochs is \"0\"; allowed: a whole number from 1 to 1000",
                refusal("finetune:tiny.pt", Map.of("epochs", "0")));
    }

    @Test
    void aModelThatDoesNotFitItsDescriptionIsRefusedBeforeAnythingStarts() throws IOException {
        Files.writeString(models.resolve("halves.json"), DESCRIPTION.replace("halves", "thirds"));
        String refusal = refusal("features:halves.onnx", Map.of());
        assertTrue(refusal.contains("got \"thirds\"; there are [halves]"), refusal);
        Files.delete(models.resolve("tiny.json"));
        assertTrue(refusal("finetune:tiny.pt", Map.of()).contains("tiny.json: there is no such file"));
    }

    private String refusal(String family, Map<String, String> parameters) {
        return String.valueOf(assertThrows(
                        ImpossibleClassifierException.class,
                        () -> training.check(new ClassifierOrder(family, parameters, 1)))
                .getMessage());
    }

    @Test
    void aSignalEndsTheExtraction() {
        int[] asked = {0};
        assertThrows(CancellationException.class, () -> training.fit(
                        new ClassifierOrder("features:halves.onnx", Map.of(), 1),
                        pictures(20, 0),
                        null,
                        ClassifierListener.silent(),
                        () -> ++asked[0] > 4)
                .close());
    }
}
