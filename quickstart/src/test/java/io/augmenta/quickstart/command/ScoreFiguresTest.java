package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.decode.ImageDecoder;
import io.augmenta.imaging.png.PngEncoder;
import io.augmenta.quickstart.classifier.TestNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of {@code score} that need training images or an extractor. */
class ScoreFiguresTest {

    private static final int SIDE = 64;
    private static final int WAVES = 5;

    private final Path folder;
    private Path extractor = Path.of("");

    ScoreFiguresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void makeExtractor() throws IOException {
        extractor = TestNetwork.write(folder.resolve("models"));
    }

    @Test
    void plantedCopiesAreAllFound() throws Exception {
        Random random = new Random(11);
        List<byte[]> training = images(random, 60);
        write("training/a", training);
        write("real/a", images(random, 60));
        write("generated/a", images(random, 60));
        plant("exact", training.get(3), image -> image);
        plant("mirrored", training.get(7), ScoreFiguresTest::mirrored);
        plant("noised", training.get(20), image -> noised(image, random));
        plant("shifted", training.get(41), ScoreFiguresTest::movedByThree);
        Path pairs = folder.resolve("out/pairs.png");

        JsonNode scores =
                score("--train", path("training"), "--extractor", extractor.toString(), "--pairs", pairs.toString());

        JsonNode byPixels = scores.path("privacy").path("pixels");
        assertTrue(
                names(byPixels.path("suspected"), "generated")
                        .containsAll(List.of("a/exact.png", "a/mirrored.png", "a/noised.png", "a/shifted.png")),
                byPixels::toString);
        Map<String, String> nearest = new TreeMap<>();
        for (int place = 0; place < 4; place++) {
            JsonNode pair = byPixels.path("closest").path(place);
            nearest.put(pair.path("generated").asText(), pair.path("training").asText());
        }
        assertEquals(
                Map.of(
                        "a/exact.png", "a/0003.png",
                        "a/mirrored.png", "a/0007.png",
                        "a/noised.png", "a/0020.png",
                        "a/shifted.png", "a/0041.png"),
                nearest);
        assertTrue(byPixels.path("closer_than_any_held_out").asDouble() >= 4 / 64.0, byPixels::toString);
        for (String space : List.of("fingerprints", "features")) {
            assertTrue(
                    names(scores.path("privacy").path(space).path("closest"), "generated")
                            .containsAll(List.of("a/exact.png", "a/mirrored.png")),
                    space);
        }
        for (String space : List.of("pixels", "fingerprints", "features")) {
            JsonNode attack = scores.path("privacy").path(space).path("membership_inference");
            assertTrue(attack.path("area").asDouble() > 0 && attack.path("area").asDouble() < 1, attack::toString);
            assertEquals(60, attack.path("first_count").asInt());
        }
        assertTrue(new ImageDecoder(DecodeLimits.DEFAULT).decode(pairs).width() > 12 * SIDE);
    }

    @Test
    void distancesStandBesideTheirFloorOverallAndPerClass() throws Exception {
        Random random = new Random(12);
        for (String set : List.of("real", "generated")) {
            write(set + "/one", images(random, 20));
            write(set + "/two", images(random, 14));
        }

        JsonNode scores = score("--extractor", extractor.toString());

        JsonNode fidelity = scores.path("fidelity");
        assertTrue(fidelity.path("extractor").path("name").asText().startsWith("tiny.onnx"), fidelity::toString);
        assertEquals(
                TestNetwork.FEATURES,
                fidelity.path("extractor").path("features").asInt());
        assertEquals("pad to 8×8", fidelity.path("extractor").path("resize").asText());
        JsonNode overall = fidelity.path("overall");
        assertEquals(17, overall.path("generated").path("frechet").path("first").asInt());
        assertEquals(17, overall.path("floor").path("frechet").path("second").asInt());
        assertEquals(List.of("one", "two"), keys(fidelity.path("per_class")));
        assertEquals(List.of("one", "two"), keys(scores.path("ms_ssim")));
        assertEquals(7, scores.path("seed").asInt());
        assertTrue(scores.path("privacy").isNull());
    }

    @Test
    void whatIsImpossibleIsLeftOutInWordsAndNothingIsNotANumber() throws Exception {
        Random random = new Random(13);
        List<byte[]> one = images(random, 1);
        List<byte[]> constant = List.of(new byte[SIDE * SIDE], new byte[SIDE * SIDE], new byte[SIDE * SIDE]);
        write("training/a", one);
        write("real/a", constant);
        write("generated/a", one);

        JsonNode scores = score("--train", path("training"), "--extractor", extractor.toString());

        assertTrue(scores.path("fidelity").isNull());
        assertTrue(scores.path("left_out").toString().contains("Distances of features"), scores::toString);
        assertTrue(scores.path("left_out").toString().contains("Likeness within class a"), scores::toString);
        assertEquals(
                1,
                scores.path("privacy")
                        .path("pixels")
                        .path("copies")
                        .path("share")
                        .asInt());
    }

    @Test
    void constantImagesHaveFigures() throws Exception {
        List<byte[]> black = List.copyOf(Collections.nCopies(14, new byte[SIDE * SIDE]));
        write("training/a", black);
        write("real/a", black);
        write("generated/a", black);

        JsonNode scores = score("--train", path("training"), "--extractor", extractor.toString());

        JsonNode generated = scores.path("fidelity").path("overall").path("generated");
        assertEquals(0, generated.path("frechet").path("value").asDouble(), 1e-9);
        assertEquals(1, generated.path("manifold").path("precision").asDouble());
        assertEquals(
                1,
                scores.path("ms_ssim").path("a").path("generated").path("mean").asDouble(),
                1e-12);
        assertTrue(scores.path("privacy").isNull());
        assertTrue(scores.path("left_out").toString().contains("each real image shows the same picture"));
    }

    @Test
    void realImagesThatAreAmongTheTrainingImagesDoNotMakeItBlind() throws Exception {
        Random random = new Random(16);
        List<byte[]> training = images(random, 30);
        write("training", training);
        write("real", images(random, 30));
        write(folder.resolve("real/twin.png"), training.get(4));
        write("generated", images(random, 30));
        write(folder.resolve("generated/copy.png"), training.get(9));

        JsonNode privacy = score("--train", path("training")).path("privacy");

        assertEquals(1, privacy.path("real_images_left_out_as_twins").asInt());
        assertEquals(30, privacy.path("pixels").path("held_out").path("images").asInt());
        assertTrue(privacy.path("pixels").path("copies").path("threshold").asDouble() > 0);
        assertEquals(
                "copy.png",
                privacy.path("pixels")
                        .path("suspected")
                        .path(0)
                        .path("generated")
                        .asText());
    }

    @Test
    void foldersWithoutClassesAreComparedAsAWhole() throws Exception {
        Random random = new Random(14);
        write("real", images(random, 13));
        write("generated", images(random, 13));

        JsonNode scores = score("--extractor", extractor.toString());

        assertEquals(List.of(), keys(scores.path("fidelity").path("per_class")));
        assertEquals(List.of("all"), keys(scores.path("ms_ssim")));
    }

    @Test
    void aWholeScoreIsTheSameTwice() throws Exception {
        Random random = new Random(15);
        write("training", images(random, 13));
        write("real", images(random, 13));
        write("generated", images(random, 13));

        assertEquals(
                score("--train", path("training"), "--extractor", extractor.toString()),
                score("--train", path("training"), "--extractor", extractor.toString()));
    }

    @Test
    void anExtractorThatCannotBeUsedIsToldBeforeTheFoldersAreRead() throws Exception {
        Files.delete(folder.resolve("models/tiny.json"));

        CommandRun run = CommandRun.of(
                "score", "--real", "nowhere", "--generated", "nowhere", "--extractor", extractor.toString());

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains("tiny.json"), run.err());
    }

    private JsonNode score(String... more) throws IOException {
        Path json = folder.resolve("out/scores.json");
        List<String> arguments = new ArrayList<>(
                List.of("score", "--real", path("real"), "--generated", path("generated"), "--json", json.toString()));
        arguments.addAll(List.of(more));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertAll(
                () -> assertEquals(0, run.exitStatus(), run.err()),
                () -> assertFalse(run.out().contains("NaN"), run.out()),
                () -> assertFalse(Files.readString(json).contains("NaN"), run.out()));
        return new ObjectMapper().readTree(json.toFile());
    }

    private String path(String set) {
        return folder.resolve(set).toString();
    }

    private void plant(String name, byte[] original, UnaryOperator<byte[]> change) throws IOException {
        write(folder.resolve("generated/a/" + name + ".png"), change.apply(original));
    }

    private void write(String set, List<byte[]> images) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            write(folder.resolve(set).resolve(String.format("%04d.png", i)), images.get(i));
        }
    }

    private static void write(Path file, byte[] image) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, PngEncoder.encode(RasterImage.grey(SIDE, SIDE, image)));
    }

    private static Set<String> names(JsonNode pairs, String side) {
        Set<String> names = new TreeSet<>();
        pairs.forEach(pair -> names.add(pair.path(side).asText()));
        return names;
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<byte[]> images(Random random, int count) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(image(random));
        }
        return images;
    }

    /** A sum of slow waves along both axes, brightest in the middle. */
    private static byte[] image(Random random) {
        double[] strengths = random.doubles(WAVES * WAVES, -2, 2).toArray();
        double[] phases = random.doubles(2L * WAVES, 0, 2 * Math.PI).toArray();
        byte[] pixels = new byte[SIDE * SIDE];
        for (int at = 0; at < pixels.length; at++) {
            int row = at / SIDE;
            double y = (double) row / SIDE;
            double x = (double) (at % SIDE) / SIDE;
            double sum = 0;
            for (int wave = 0; wave < WAVES * WAVES; wave++) {
                int down = wave / WAVES;
                int across = wave % WAVES;
                sum += strengths[wave]
                        * Math.cos(Math.PI * down * y + phases[down])
                        * Math.cos(Math.PI * across * x + phases[WAVES + across]);
            }
            pixels[at] = grey(110 + 60 * Math.sin(Math.PI * x) * Math.sin(Math.PI * y) + 20 * sum);
        }
        return pixels;
    }

    private static byte[] mirrored(byte[] image) {
        byte[] mirrored = new byte[image.length];
        for (int at = 0; at < image.length; at++) {
            mirrored[at] = image[at / SIDE * SIDE + SIDE - 1 - at % SIDE];
        }
        return mirrored;
    }

    /** To the right; what comes in is black. */
    private static byte[] movedByThree(byte[] image) {
        byte[] moved = new byte[image.length];
        for (int at = 0; at < image.length; at++) {
            moved[at] = at % SIDE < 3 ? 0 : image[at - 3];
        }
        return moved;
    }

    private static byte[] noised(byte[] image, Random random) {
        byte[] noised = Arrays.copyOf(image, image.length);
        for (int at = 0; at < noised.length; at++) {
            noised[at] = grey((image[at] & 0xff) + 8 * random.nextGaussian());
        }
        return noised;
    }

    private static byte grey(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
