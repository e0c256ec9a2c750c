package io.augmenta.scoring.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.scoring.GoldenFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void errorIsThatOfTheDefinition() throws IOException {
        List<String[]> rows = GoldenFile.rows("calibration-golden.csv");
        assertEquals(4, rows.size());
        for (String[] row : rows) {
            int[] right = GoldenFile.integers(row[1]);

            Calibration calibration = Calibration.of(GoldenFile.numbers(row[0]), flags(right));

            assertEquals(Double.parseDouble(row[2]), calibration.expectedError(), 1e-12);
            assertEquals(
                    right.length,
                    calibration.bins().stream()
                            .mapToLong(Calibration.Bin::count)
                            .sum());
        }
    }

    @Test
    void errorOfTwoHalvesTogetherIsThatOfTheWhole() {
        double[] confidences = {0.3, 0.9, 0.95, 0.31};
        boolean[] correct = {true, true, false, false};

        Calibration whole = Calibration.of(confidences, correct);
        Calibration halves = Calibration.of(new double[] {0.3, 0.9}, new boolean[] {true, true})
                .plus(Calibration.of(new double[] {0.95, 0.31}, new boolean[] {false, false}));

        assertEquals(whole.expectedError(), halves.expectedError(), 1e-15);
    }

    @Test
    void aClassifierThatIsSureAndAlwaysWrongIsOffByAll() {
        assertEquals(
                1,
                Calibration.of(new double[] {1, 1}, new boolean[] {false, false})
                        .expectedError());
    }

    @Test
    void confidenceOnAnEdgeBelongsToTheLowerBin() {
        Calibration calibration = Calibration.of(new double[] {0.2, 0.21}, new boolean[] {true, true});

        assertEquals(1, calibration.bins().get(2).count());
        assertEquals(1, calibration.bins().get(3).count());
    }

    @Test
    void whatIsNoConfidenceIsRefused() {
        boolean[] one = {true};

        assertThrows(IllegalArgumentException.class, () -> Calibration.of(new double[0], new boolean[0]));
        assertThrows(IllegalArgumentException.class, () -> Calibration.of(new double[2], one));
        assertThrows(IllegalArgumentException.class, () -> Calibration.of(new double[] {1.5}, one));
        assertThrows(IllegalArgumentException.class, () -> Calibration.of(new double[] {Double.NaN}, one));
    }

    private static boolean[] flags(int[] numbers) {
        boolean[] flags = new boolean[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            flags[i] = numbers[i] == 1;
        }
        return flags;
    }
}
