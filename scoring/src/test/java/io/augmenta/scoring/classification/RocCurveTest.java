package io.augmenta.scoring.classification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.GoldenFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void pointsAndAreaAreThoseOfScikitLearn() throws IOException {
        List<String[]> rows = GoldenFile.rows("roc-golden.csv");
        assertEquals(6, rows.size());
        for (String[] row : rows) {
            RocCurve curve = RocCurve.of(GoldenFile.numbers(row[1]), flags(GoldenFile.integers(row[0])))
                    .orElseThrow();

            assertEquals(Double.parseDouble(row[2]), curve.area(), ROUNDING);
            assertArrayEquals(
                    GoldenFile.numbers(row[3]),
                    curve.points().stream()
                            .mapToDouble(RocCurve.Point::falsePositiveRate)
                            .toArray(),
                    ROUNDING);
            assertArrayEquals(
                    GoldenFile.numbers(row[4]),
                    curve.points().stream()
                            .mapToDouble(RocCurve.Point::truePositiveRate)
                            .toArray(),
                    ROUNDING);
        }
    }

    @Test
    void areaIsTheShareOfPairsInOrderWithTiesCountedHalf() {
        RocCurve curve = RocCurve.of(new double[] {3, 1, 1, 0}, new boolean[] {true, true, false, false})
                .orElseThrow();

        // (3,1) and (3,0) and (1,0) in order, (1,1) tied
        assertEquals(3.5 / 4, curve.area(), ROUNDING);
        assertEquals(new RocCurve.Point(0, 0), curve.points().get(0));
        assertEquals(new RocCurve.Point(0.5, 1), curve.points().get(2));
    }

    @Test
    void curvesAreReadBetweenTheirPointsAtTheLargestShareFound() {
        // points (0, 0), (0, ½), (½, 1), (1, 1)
        RocCurve curve = RocCurve.of(new double[] {3, 1, 1, 0}, new boolean[] {true, true, false, false})
                .orElseThrow();

        assertEquals(0.5, curve.truePositiveRateAt(0));
        assertEquals(0.75, curve.truePositiveRateAt(0.25), ROUNDING);
        assertEquals(1, curve.truePositiveRateAt(0.5));
        assertEquals(1, curve.truePositiveRateAt(1));
    }

    @Test
    void oneClassAgainstTheRestUsesItsColumnOfProbabilities() {
        int[] actual = {0, 1, 2, 1};
        List<double[]> probabilities =
                List.of(new double[] {.8, .1, .1}, new double[] {.2, .7, .1}, new double[] {.1, .3, .6}, new double[] {
                    .1, .2, .7
                });

        // .7 and .2 against .1 and .3: three pairs of four in order
        RocCurve curve = RocCurve.oneAgainstRest(1, actual, probabilities).orElseThrow();

        assertEquals(0.75, curve.area(), ROUNDING);
        assertTrue(RocCurve.oneAgainstRest(1, new int[] {0}, List.of(new double[] {.5, .5}))
                .isEmpty());
    }

    @Test
    void whereThereIsNothingToTellApartThereIsNoCurve() {
        assertTrue(RocCurve.of(new double[] {1, 2}, new boolean[] {true, true}).isEmpty());
        assertTrue(RocCurve.of(new double[0], new boolean[0]).isEmpty());
    }

    @Test
    void scoresThatCannotBeOrderedAreRefused() {
        boolean[] both = {true, false};

        assertThrows(IllegalArgumentException.class, () -> RocCurve.of(new double[] {1, Double.NaN}, both));
        assertThrows(IllegalArgumentException.class, () -> RocCurve.of(new double[] {1}, both));
    }

    private static boolean[] flags(int[] numbers) {
        boolean[] flags = new boolean[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            flags[i] = numbers[i] == 1;
        }
        return flags;
    }
}
