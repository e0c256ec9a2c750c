package io.augmenta.extraction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The descriptions of docs/models with the networks that they describe, where these are. */
class PublishedNetworkTest {
    private static final Path MODELS = Path.of("../../shared/models");
    private static final Path DESCRIPTIONS = Path.of("../docs/models");
    private static final int SIDE = 224;

    @TempDir
    private Path folder;

    /** The network beside its description, for the folder that it comes from may be read-only. */
    private OnnxExtractor open(String name) throws IOException {
        Path model = MODELS.resolve(name + ".onnx");
        assumeTrue(Files.exists(model), "SKIPPED: there is no " + model);
        Path link = Files.createSymbolicLink(folder.resolve(name + ".onnx"), model.toAbsolutePath());
        Files.copy(DESCRIPTIONS.resolve(name + ".json"), folder.resolve(name + ".json"));
        return OnnxExtractor.open(link, 1, FeatureCache.inMemory(0));
    }

    /** As in src/test/python/make_features_golden.py. */
    private static byte[] colours() {
        byte[] colours = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = y * SIDE + x;
                colours[at] = (byte) (x + y);
                colours[SIDE * SIDE + at] = (byte) (2 * x + 5 * y);
                colours[2 * SIDE * SIDE + at] = (byte) (x * y);
            }
        }
        return colours;
    }

    private static ImageSource image(int channels, byte[] pixels) {
        return InMemoryImages.of(List.of("any"), channels, SIDE, SIDE, List.of(pixels), new int[1]);
    }

    private static double[] row(FeatureMatrix features) {
        double[] row = new double[features.width()];
        features.copy(0, 1, row);
        return row;
    }

    @Test
    void mobileNetsFeaturesAreThoseOfItsTorchScriptFormInPyTorch() throws IOException {
        try (OnnxExtractor extractor = open("mobilenetv2-imagenet");
                BufferedReader golden = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(getClass().getResourceAsStream("/mobilenetv2-golden.csv")),
                        StandardCharsets.UTF_8))) {
            double[] colours = row(extractor.features(image(3, colours())));
            double[] grey = row(extractor.features(image(1, Arrays.copyOf(colours(), SIDE * SIDE))));
            List<String> lines = golden.lines().skip(2).toList();
            assertEquals(128, lines.size());
            for (String line : lines) {
                String[] cells = line.split(",", -1);
                int feature = Integer.parseInt(cells[0]);
                assertEquals(Double.parseDouble(cells[1]), colours[feature], 1e-3, "feature " + feature);
                assertEquals(Double.parseDouble(cells[2]), grey[feature], 1e-3, "grey feature " + feature);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"mobilenetv1-imagenet, 1024", "mobilenetv2-imagenet, 1280", "squeezenet-imagenet, 512"})
    void everyExampleDescriptionFitsItsNetwork(String name, int width) throws IOException {
        try (OnnxExtractor extractor = open(name)) {
            assertEquals(width, extractor.width());
        }
    }
}
