package io.augmenta.extraction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxExtractorTest {
    private static final long ROOMY = 1 << 20;

    @TempDir
    private Path folder;

    private static ImageSource images(int channels, int height, int width, byte[]... pixels) {
        return InMemoryImages.of(List.of("any"), channels, height, width, List.of(pixels), new int[pixels.length]);
    }

    private static byte[] samples(int... values) {
        byte[] samples = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            samples[i] = (byte) values[i];
        }
        return samples;
    }

    private OnnxExtractor tiny(String description) throws IOException {
        return OnnxExtractor.open(TinyNetwork.write(folder, description), 1, FeatureCache.inMemory(ROOMY));
    }

    private static float[] row(FeatureMatrix features, int index) {
        double[] row = new double[features.width()];
        features.copy(index, index + 1, row);
        float[] numbers = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            numbers[i] = (float) row[i];
        }
        return numbers;
    }

    private static float[] only(OnnxExtractor extractor, ImageSource images) {
        return row(extractor.features(images), 0);
    }

    private static final byte[] COLOURS = samples(10, 12, 14, 16, 20, 24, 28, 32, 30, 35, 40, 255);

    @Test
    void samplesLessTheMeanOverTheDeviationGoThroughTheNetwork() throws IOException {
        try (OnnxExtractor extractor = tiny(TinyNetwork.DESCRIPTION)) {
            assertEquals(4, extractor.width());
            // red (0 1 2 3), green (0 1 2 3), blue (0 1 2 45); 0 - 45 + 0.5
            assertArrayEquals(new float[] {6, 6, 48, -44.5f}, only(extractor, images(3, 2, 2, COLOURS)), 1e-5f);
        }
    }

    @Test
    void meansAndDeviationsFollowTheNetworksOrderOfChannels() throws IOException {
        try (OnnxExtractor extractor = tiny(TinyNetwork.DESCRIPTION.replace("RGB", "BGR"))) {
            // first blue (10 12.5 15 122.5), then green as before, then red (-4 -3.6 -3.2 -2.8); 10 + 2.8 + 0.5
            assertArrayEquals(new float[] {160, 6, -13.6f, 13.3f}, only(extractor, images(3, 2, 2, COLOURS)), 1e-4f);
        }
    }

    @Test
    void aGreyPictureIsThreeEqualChannels() throws IOException {
        byte[] grey = samples(1, 2, 250, 4);
        try (OnnxExtractor extractor = tiny(TinyNetwork.DESCRIPTION)) {
            float[] three = only(extractor, images(3, 2, 2, samples(1, 2, 250, 4, 1, 2, 250, 4, 1, 2, 250, 4)));
            assertArrayEquals(three, only(extractor, images(1, 2, 2, grey)));
        }
    }

    @Test
    void aLargerPictureIsAveragedOverAreas() throws IOException {
        byte[] quarters = samples(8, 12, 0, 0, 8, 12, 0, 0, 100, 100, 30, 50, 100, 100, 50, 70);
        try (OnnxExtractor extractor = tiny(TinyNetwork.DESCRIPTION)) {
            assertArrayEquals(
                    only(extractor, images(1, 2, 2, samples(10, 0, 100, 50))),
                    only(extractor, images(1, 4, 4, quarters)));
        }
    }

    @Test
    void aPictureThatIsNotSquareIsSqueezedOrPaddedAsDescribed() throws IOException {
        ImageSource wide = images(1, 2, 4, samples(200, 200, 100, 100, 200, 200, 100, 100));
        try (OnnxExtractor stretching = tiny(TinyNetwork.DESCRIPTION)) {
            assertArrayEquals(only(stretching, images(1, 2, 2, samples(200, 100, 200, 100))), only(stretching, wide));
        }
        try (OnnxExtractor padding = tiny(TinyNetwork.DESCRIPTION.replace("stretch", "pad"))) {
            assertArrayEquals(only(padding, images(1, 2, 2, samples(100, 50, 100, 50))), only(padding, wide));
        }
    }

    @Test
    void aPicturesFeaturesDoNotDependOnTheOthers() throws IOException {
        Random random = new Random(1);
        List<byte[]> pixels = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            byte[] one = new byte[12];
            random.nextBytes(one);
            pixels.add(one);
        }
        Path model = TinyNetwork.write(folder, TinyNetwork.DESCRIPTION);
        try (OnnxExtractor all = OnnxExtractor.open(model, 1, FeatureCache.inMemory(0));
                OnnxExtractor each = OnnxExtractor.open(model, 1, FeatureCache.inMemory(0))) {
            FeatureMatrix together = all.features(images(3, 2, 2, pixels.toArray(byte[][]::new)));
            assertEquals(21, together.count());
            for (int i = 0; i < 21; i++) {
                assertArrayEquals(only(each, images(3, 2, 2, pixels.get(i))), row(together, i));
            }
            Collections.reverse(pixels);
            assertArrayEquals(row(together, 0), row(all.features(images(3, 2, 2, pixels.toArray(byte[][]::new))), 20));
        }
    }

    @Test
    void itsNameIsTheFileAndTheBeginningOfItsDigest() throws Exception {
        try (OnnxExtractor extractor = tiny(TinyNetwork.DESCRIPTION)) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve("tiny.onnx")));
            assertEquals("tiny.onnx " + HexFormat.of().formatHex(digest).substring(0, 8), extractor.name());
        }
    }

    @Test
    void featuresComeFromTheFolderOnceTheyAreThereAndAreComputedAgainWhenAFileIsDamaged() throws IOException {
        Path model = TinyNetwork.write(folder, TinyNetwork.DESCRIPTION);
        Path kept = folder.resolve("kept");
        ImageSource picture = images(3, 2, 2, COLOURS);
        float[] truth = {6, 6, 48, -44.5f};
        try (OnnxExtractor extractor = OnnxExtractor.open(model, 1, FeatureCache.in(kept, ROOMY))) {
            assertArrayEquals(truth, only(extractor, picture), 1e-4f);
        }
        Path file = onlyFile(kept);
        byte[] sound = Files.readAllBytes(file);
        // what the folder says is believed if its checksum is right: 99 instead of the first feature
        FeatureCache forged = FeatureCache.in(kept, ROOMY);
        String extractorDigest = String.valueOf(kept.relativize(file).getName(0));
        String content = String.valueOf(file.getFileName()).replace(".features", "");
        forged.keep(extractorDigest, content, new float[] {99, 6, 48, -44.5f});
        try (OnnxExtractor extractor = OnnxExtractor.open(model, 1, FeatureCache.in(kept, 0))) {
            assertEquals(99, only(extractor, picture)[0]);
        }
        byte[] damaged = Files.readAllBytes(file);
        damaged[10] ^= 1;
        for (byte[] wrong : List.of(damaged, new byte[0], new byte[5], new byte[400])) {
            Files.write(file, wrong);
            try (OnnxExtractor extractor = OnnxExtractor.open(model, 1, FeatureCache.in(kept, ROOMY))) {
                assertArrayEquals(truth, only(extractor, picture), 1e-4f);
            }
            assertArrayEquals(sound, Files.readAllBytes(file));
        }
    }

    @Test
    void anotherDescriptionOrAnotherShapeOfTheSameSamplesIsAnotherEntry() throws IOException {
        FeatureCache shared = FeatureCache.in(folder.resolve("kept"), ROOMY);
        byte[] twelve = samples(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        Path model = TinyNetwork.write(folder, TinyNetwork.DESCRIPTION);
        try (OnnxExtractor extractor = OnnxExtractor.open(model, 1, shared)) {
            extractor.features(images(3, 2, 2, twelve));
            extractor.features(images(1, 3, 4, twelve));
            extractor.features(images(1, 3, 4, twelve));
        }
        TinyNetwork.write(folder, TinyNetwork.DESCRIPTION.replace("30]", "31]"));
        try (OnnxExtractor extractor = OnnxExtractor.open(model, 1, shared)) {
            extractor.features(images(3, 2, 2, twelve));
        }
        assertEquals(3, files(folder.resolve("kept")).size());
        assertEquals(3 * 4 * Float.BYTES, shared.bytes());
    }

    private static Path onlyFile(Path root) throws IOException {
        List<Path> files = files(root);
        assertEquals(1, files.size(), files.toString());
        return files.get(0);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "output": "sums" | "output": "logits" | field "output": expected the name of an output of tiny.onnx, got "logits"; there are [sums]
            "input": "pictures", | '' | field "input": expected the name of an input of tiny.onnx, got nothing; there are [pictures]
            "width": 2 | "width": 3 | its description makes [N, 3, 2, 3] of pictures, but it takes [-1, 3, 2, 2]
            "width": 2 | "width": "two" | field width
            "width": 2 | "width": 2.5 | field width
            "height": 2, | '' | field "height": expected a whole number from 1 to 4096, got nothing
            "NCHW" | "NHWC" | field "layout": expected "NCHW", got "NHWC"
            "RGB" | "HSV" | field "channels": expected "RGB" or "BGR", got "HSV"
            "stretch" | "crop" | field "resize": expected "stretch" or "pad", got "crop"
            [10, 20, 30] | [10, 20] | field "mean": expected three numbers
            [2, 4, 5] | [2, 0, 5] | field "deviation": expected three numbers above 0, got [2.0, 0.0, 5.0]
            "layout" | "lay-out" | there is no field "lay-out"; there are
            { | ( | this is not JSON
            """)
    void aDescriptionThatDoesNotFitIsRefusedByFileAndField(String right, String wrong, String expected) {
        String description = TinyNetwork.DESCRIPTION.replace(right, wrong);
        UnusableModelException refused = assertThrows(
                UnusableModelException.class, () -> tiny(description).close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(expected), message);
        assertTrue(message.contains("tiny."), message);
    }

    @Test
    void aModelWithoutDescriptionAndAFileThatIsNoModelAreRefused() throws IOException {
        Path model = TinyNetwork.write(folder, TinyNetwork.DESCRIPTION);
        Files.write(model, new byte[] {1, 2, 3});
        assertTrue(refusal(model).contains("ONNX Runtime cannot run it"), refusal(model));
        Files.delete(folder.resolve("tiny.json"));
        assertTrue(refusal(model).contains("tiny.json: there is no such file"), refusal(model));
    }

    private static String refusal(Path model) {
        return String.valueOf(
                assertThrows(UnusableModelException.class, () -> OnnxExtractor.open(model, 1, FeatureCache.inMemory(0))
                                .close())
                        .getMessage());
    }

    @Test
    void memoryKeepsWhatWasLookedAtLastWithinItsBound() {
        FeatureCache cache = FeatureCache.inMemory(2 * 3 * Float.BYTES);
        cache.keep("e", "first", new float[] {1, 1, 1});
        cache.keep("e", "second", new float[] {2, 2, 2});
        assertTrue(cache.find("e", "first", 3).isPresent());
        cache.keep("e", "third", new float[] {3, 3, 3});
        assertTrue(cache.find("e", "first", 3).isPresent());
        assertTrue(cache.find("e", "second", 3).isEmpty());
        assertTrue(cache.find("e", "third", 3).isPresent());
        assertEquals(2 * 3 * Float.BYTES, cache.bytes());
    }
}
