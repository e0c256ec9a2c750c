package io.augmenta.extraction.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.training.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxHeadTest {
    private static final int CLASSES = 3;

    /** Knuth's MMIX generator, as in src/test/python/make_head_golden.py. */
    private static float[][] draw(long seed, int images, int features) {
        long state = seed;
        float[][] values = new float[images][features];
        for (int i = 0; i < images; i++) {
            for (int j = 0; j < features; j++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                double leaning = j % CLASSES == label(i) ? 0.3 : 0;
                values[i][j] = (float) (((state >>> 32) / 0x1p32 + leaning) * (1 + j));
            }
        }
        return values;
    }

    private static int label(int image) {
        return image % 4 == 3 ? 0 : image % CLASSES;
    }

    private static int[] labels(int images) {
        return IntStream.range(0, images).map(SoftmaxHeadTest::label).toArray();
    }

    record Golden(long seed, int images, int features, double l2, String what, List<Double> values) {
        @Override
        public String toString() {
            return what + " of " + images + " images with " + features + " features, l2 " + l2;
        }
    }

    static List<Golden> golden() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SoftmaxHeadTest.class.getResourceAsStream("/head-golden.csv")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(2)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Golden(
                            Long.parseLong(cells[0]),
                            Integer.parseInt(cells[1]),
                            Integer.parseInt(cells[2]),
                            Double.parseDouble(cells[3]),
                            cells[4],
                            Arrays.stream(cells[5].split(" ", -1))
                                    .map(Double::valueOf)
                                    .toList()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void itAgreesWithScikitLearnsLogisticRegression(Golden golden) {
        float[][] drawn = draw(golden.seed(), golden.images(), golden.features());
        int train = golden.images() / 2 * 2 - golden.images() / 4;
        SoftmaxHead head = SoftmaxHead.fit(
                FeatureMatrix.of(List.of(drawn).subList(0, train)),
                labels(train),
                CLASSES,
                new SoftmaxSettings(golden.l2(), 1e-8, 100_000),
                StopSignal.never());
        int split = CLASSES * golden.features();
        double[] found =
                switch (golden.what()) {
                    case "coefficients" -> Arrays.copyOf(head.weights(), split);
                    case "intercepts" -> Arrays.copyOfRange(head.weights(), split, split + CLASSES);
                    default -> flat(head.probabilities(FeatureMatrix.of(List.of(drawn))));
                };
        assertArrayEquals(
                golden.values().stream().mapToDouble(Double::doubleValue).toArray(), found, 1e-4);
    }

    private static double[] flat(float[][] rows) {
        return Arrays.stream(rows)
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(k -> row[k]))
                .toArray();
    }

    @Test
    void theSameFeaturesGiveTheSameHeadToTheLastBit() {
        FeatureMatrix features = FeatureMatrix.of(List.of(draw(9, 50, 30)));
        SoftmaxHead first =
                SoftmaxHead.fit(features, labels(50), CLASSES, SoftmaxSettings.of(0.001), StopSignal.never());
        SoftmaxHead second =
                SoftmaxHead.fit(features, labels(50), CLASSES, SoftmaxSettings.of(0.001), StopSignal.never());
        assertArrayEquals(first.weights(), second.weights());
    }

    @Test
    void aClassWithoutImagesHasNoProbability() {
        FeatureMatrix features = FeatureMatrix.of(List.of(draw(3, 40, 4)));
        int[] labels =
                Arrays.stream(labels(40)).map(label -> label == 0 ? 3 : label).toArray();
        for (float[] row : SoftmaxHead.fit(features, labels, 5, SoftmaxSettings.of(0.01), StopSignal.never())
                .probabilities(features)) {
            assertEquals(0, row[0]);
            assertEquals(0, row[4]);
            assertEquals(1, row[1] + row[2] + row[3], 1e-6);
            assertTrue(row[3] > 0);
        }
    }

    @Test
    void aFeatureThatNeverChangesIsOfNoWeightAndNoHarm() {
        float[][] drawn = draw(5, 40, 4);
        float[][] widened =
                Arrays.stream(drawn).map(row -> Arrays.copyOf(row, 5)).toArray(float[][]::new);
        for (float[] row : widened) {
            row[4] = 0.1f;
        }
        SoftmaxHead without = SoftmaxHead.fit(
                FeatureMatrix.of(List.of(drawn)), labels(40), CLASSES, SoftmaxSettings.of(1), StopSignal.never());
        SoftmaxHead with = SoftmaxHead.fit(
                FeatureMatrix.of(List.of(widened)), labels(40), CLASSES, SoftmaxSettings.of(1), StopSignal.never());
        assertArrayEquals(
                flat(without.probabilities(FeatureMatrix.of(List.of(drawn)))),
                flat(with.probabilities(FeatureMatrix.of(List.of(widened)))),
                1e-4);
    }

    @Test
    void imagesOfOneClassAreRefusedWithWhatWasGiven() {
        FeatureMatrix features = FeatureMatrix.of(List.of(draw(1, 3, 2)));
        UnfitHeadException refused = assertThrows(
                UnfitHeadException.class,
                () -> SoftmaxHead.fit(
                        features, new int[] {1, 1, 1}, CLASSES, SoftmaxSettings.of(1), StopSignal.never()));
        assertEquals("Expected images of at least two of the classes 0 to 2, got images of [1]", refused.getMessage());
    }

    @Test
    void aFitThatRunsOutOfStepsSaysHowFarItCame() {
        FeatureMatrix features = FeatureMatrix.of(List.of(draw(1, 60, 5)));
        UnfitHeadException refused = assertThrows(
                UnfitHeadException.class,
                () -> SoftmaxHead.fit(
                        features, labels(60), CLASSES, new SoftmaxSettings(1e-4, 1e-9, 2), StopSignal.never()));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("After 2 iterations"), refused.getMessage());
    }

    @Test
    void aFitThatIsAskedToStopEndsBeforeItsNextStep() {
        AtomicInteger asked = new AtomicInteger();
        FeatureMatrix features = FeatureMatrix.of(List.of(new float[] {1, 0}, new float[] {0, 1}));

        assertThrows(
                CancellationException.class,
                () -> SoftmaxHead.fit(
                        features,
                        new int[] {0, 1},
                        CLASSES,
                        SoftmaxSettings.of(0.01),
                        () -> asked.incrementAndGet() > 1));

        assertEquals(2, asked.get());
    }
}
