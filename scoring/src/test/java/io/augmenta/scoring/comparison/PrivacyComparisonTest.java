package io.augmenta.scoring.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.comparison.PrivacyComparison.Sought;
import io.augmenta.scoring.comparison.PrivacyComparison.Training;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import io.augmenta.scoring.privacy.Match;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrivacyComparisonTest {
    private static final int SIZE = 16;
    private static final Workers WORKERS = new Workers(2);

    /** Smooth random pictures: few of them are alike. */
    private static List<byte[]> pictures(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> picture(random)).toList();
    }

    private static byte[] picture(Random random) {
        double[] waves = random.doubles(6, 0, 2 * Math.PI).toArray();
        byte[] picture = new byte[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double value = Math.sin(waves[0] + x * waves[1] / 6)
                        + Math.sin(waves[2] + y * waves[3] / 6)
                        + Math.sin(waves[4] + (x + y) * waves[5] / 6);
                picture[y * SIZE + x] = (byte) (127 + 40 * value);
            }
        }
        return picture;
    }

    private static byte[] mirrored(byte[] picture) {
        byte[] mirrored = new byte[picture.length];
        for (int at = 0; at < picture.length; at++) {
            mirrored[at] = picture[at / SIZE * SIZE + SIZE - 1 - at % SIZE];
        }
        return mirrored;
    }

    /** Which of 256 pixels are brighter than the next one; and the means of 16 squares. */
    private static Traits traits(List<byte[]> pictures) {
        List<long[]> fingerprints = new ArrayList<>();
        List<float[]> features = new ArrayList<>();
        for (byte[] picture : pictures) {
            long[] words = new long[4];
            float[] means = new float[16];
            for (int at = 0; at < picture.length; at++) {
                if ((picture[at] & 0xff) > (picture[(at + 1) % picture.length] & 0xff)) {
                    words[at >> 6] |= 1L << (at & 63);
                }
                means[at / SIZE / 4 * 4 + at % SIZE / 4] += (picture[at] & 0xff) / 16f;
            }
            fingerprints.add(words);
            features.add(means);
        }
        return new Traits(fingerprints, Optional.of(FeatureMatrix.of(features)));
    }

    private static Training training(List<byte[]> pictures) {
        return new Training(new ImageSet(1, SIZE, SIZE, pictures), traits(pictures));
    }

    private static Sought sought(List<byte[]> pictures) {
        List<byte[]> mirrored =
                pictures.stream().map(PrivacyComparisonTest::mirrored).toList();
        return new Sought(new ImageSet(1, SIZE, SIZE, pictures), traits(pictures), traits(mirrored));
    }

    private static PrivacyComparison compare(Training training, Sought heldOut, Sought generated) {
        return PrivacyComparison.of(training, heldOut, generated, WORKERS, ComparisonListener.silent());
    }

    @Test
    void copiesOfTrainingImagesAreFoundInEverySpaceMirroredOnesToo() {
        List<byte[]> trained = pictures(200, 1);
        UnaryOperator<byte[]> everyOtherMirrored =
                picture -> trained.indexOf(picture) % 2 == 0 ? picture : mirrored(picture);

        PrivacyComparison privacy = compare(
                training(trained),
                sought(pictures(100, 3)),
                sought(trained.stream().map(everyOtherMirrored).toList()));

        assertEquals(List.of(Space.values()), List.copyOf(privacy.nearness().keySet()));
        for (Space space : Space.values()) {
            NearnessToTraining nearness = privacy.in(space).orElseThrow();
            assertEquals(0, nearness.generated().median(), space.label());
            assertEquals(1, nearness.copies().rate(), 0.02, space.label());
            assertEquals(100, nearness.ofHeldOut().size());
            assertEquals(
                    new Match(6, 6, 0, Variation.NONE), nearness.ofGenerated().get(6), space.label());
            assertEquals(
                    new Match(7, 7, 0, Variation.MIRRORED),
                    nearness.ofGenerated().get(7),
                    space.label());
        }
        assertEquals(1, privacy.membership().members().area(), 0.01);
        assertEquals(200, privacy.membership().ofMembers().size());
        assertEquals(100, privacy.membership().ofNonMembers().size());
        assertEquals(200, privacy.trainingImages());
    }

    @Test
    void freshImagesAreNoCopiesInAnySpace() {
        PrivacyComparison privacy =
                compare(training(pictures(200, 1)), sought(pictures(200, 3)), sought(pictures(200, 4)));

        for (Space space : Space.values()) {
            NearnessToTraining nearness = privacy.in(space).orElseThrow();
            // the share below the third of 200 has a deviation of about 0.012
            assertEquals(0, nearness.copies().rate(), 0.05, space.label());
            assertEquals(0.5, nearness.fromHeldOut().area(), 0.1, space.label());
        }
        assertEquals(0.5, privacy.membership().members().area(), 0.1);
    }

    @Test
    void withoutAnExtractorThereAreNoFeaturesToBeNearIn() {
        List<byte[]> trained = pictures(10, 1);
        Traits onlyFingerprints = new Traits(traits(trained).fingerprints(), Optional.empty());
        Sought generated = sought(pictures(5, 2));

        PrivacyComparison privacy =
                compare(new Training(new ImageSet(1, SIZE, SIZE, trained), onlyFingerprints), generated, generated);

        assertEquals(
                List.of(Space.PIXELS, Space.FINGERPRINTS),
                List.copyOf(privacy.nearness().keySet()));
        assertFalse(privacy.in(Space.FEATURES).isPresent());
    }

    @Test
    void everyStepIsToldAndMayBeTheLast() {
        Training training = training(pictures(20, 1));
        Sought sought = sought(pictures(10, 2));
        List<String> told = new ArrayList<>();

        PrivacyComparison.of(
                training, sought, sought, WORKERS, (what, done, steps) -> told.add(done + "/" + steps + " " + what));

        assertEquals(
                List.of(
                        "0/4 nearest training images by pixels",
                        "1/4 nearest training images by fingerprints",
                        "2/4 nearest training images by features",
                        "3/4 membership inference"),
                told);
        Workers stopped = new Workers(2, () -> told.size() > 5);
        assertThrows(
                CancellationException.class,
                () -> PrivacyComparison.of(training, sought, sought, stopped, (what, done, steps) -> told.add(what)));
        assertEquals(6, told.size());
    }

    @Test
    void whatIsMissingIsNamed() {
        Training training = training(pictures(3, 1));
        Sought some = sought(pictures(2, 2));
        Sought none = new Sought(
                new ImageSet(1, SIZE, SIZE, List.of()),
                new Traits(List.of(), Optional.empty()),
                new Traits(List.of(), Optional.empty()));

        TooFewSamplesException noneGenerated =
                assertThrows(TooFewSamplesException.class, () -> compare(training, some, none));
        assertTrue(String.valueOf(noneGenerated.getMessage()).contains("generated images"));
        assertThrows(TooFewSamplesException.class, () -> compare(training, none, some));
        assertThrows(
                IllegalArgumentException.class, () -> new Sought(training.images(), training.traits(), some.traits()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Traits(some.traits().fingerprints(), training.traits().features()));
    }
}
