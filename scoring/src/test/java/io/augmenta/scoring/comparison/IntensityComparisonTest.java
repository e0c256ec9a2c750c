package io.augmenta.scoring.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.GoldenFile;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import io.augmenta.scoring.pixels.ImageSet;
import io.augmenta.scoring.pixels.ImageStatistic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntensityComparisonTest {
    private static final List<String> CLASSES = List.of("0", "1");

    @Test
    void everyDistanceAndProbabilityIsThatOfSciPyOverallAndInEachClass() throws IOException {
        IntensityComparison comparison =
                IntensityComparison.of(CLASSES, pictures(1, 40, 200), labels(40), pictures(2, 31, 256), labels(31));
        List<String[]> rows = GoldenFile.rows("intensity-golden.csv");

        assertEquals(3 * (1 + ImageStatistic.values().length), rows.size());
        for (String[] row : rows) {
            IntensityTest tests = row[0].equals("all")
                    ? comparison.overall()
                    : comparison.perClass().get(row[0]);
            KolmogorovSmirnov test =
                    row[1].equals("PIXELS") ? tests.pixels() : tests.of(ImageStatistic.valueOf(row[1]));
            double pValue = Double.parseDouble(row[3]);

            assertEquals(Double.parseDouble(row[2]), test.statistic(), 1e-12, String.join(",", row));
            assertEquals(pValue, test.pValue(), 1e-9 * pValue, String.join(",", row));
        }
        assertEquals(40 * 40, comparison.overall().first().pixels());
        assertEquals(
                15, comparison.perClass().get("1").of(ImageStatistic.ENTROPY).secondSize());
    }

    @Test
    void classesThatOneSetLacksAreNotCompared() {
        ImageSet pictures = pictures(1, 4, 200);

        IntensityComparison comparison =
                IntensityComparison.of(CLASSES, pictures, labels(4), pictures, Collections.nCopies(4, 1));

        assertEquals(List.of("1"), List.copyOf(comparison.perClass().keySet()));
        assertEquals(0, comparison.overall().pixels().statistic());
        assertEquals(1, comparison.overall().of(ImageStatistic.MEAN).pValue());
    }

    @Test
    void picturesOfOtherSizesCanBeComparedAndNoPicturesCannot() {
        ImageSet small = new ImageSet(1, 1, 1, List.of(new byte[] {9}));
        ImageSet none = new ImageSet(1, 1, 1, List.of());

        IntensityTest test = IntensityTest.of(pictures(1, 4, 1), small);
        assertEquals(1, test.of(ImageStatistic.MEAN).statistic());
        assertEquals(0, test.of(ImageStatistic.ROUGHNESS).statistic());
        assertThrows(IllegalArgumentException.class, () -> IntensityTest.of(small, none));
        IllegalArgumentException unlabelled = assertThrows(
                IllegalArgumentException.class,
                () -> IntensityComparison.of(CLASSES, small, List.of(0), small, List.of()));
        assertTrue(String.valueOf(unlabelled.getMessage()).contains("1 images and 0 labels"));
    }

    private static List<Integer> labels(int count) {
        return IntStream.range(0, count).map(i -> i % 2).boxed().toList();
    }

    /** Those of make_golden.py. */
    private static ImageSet pictures(long seed, int count, int brightest) {
        List<byte[]> pictures = new ArrayList<>();
        long state = seed;
        for (int i = 0; i < count; i++) {
            byte[] picture = new byte[2 * 5 * 4];
            for (int at = 0; at < picture.length; at++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                picture[at] = (byte) Math.floor((state >>> 32) / 4294967296.0 * brightest / (1 + i % 2));
            }
            pictures.add(picture);
        }
        return new ImageSet(2, 5, 4, pictures);
    }
}
