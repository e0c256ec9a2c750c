package io.augmenta.scoring.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.scoring.GoldenFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void intervalAndProbabilityAreThoseOfSciPy() throws IOException {
        List<String[]> rows = GoldenFile.rows("binomial-golden.csv");
        assertEquals(10, rows.size());
        for (String[] row : rows) {
            long successes = Long.parseLong(row[0]);
            long trials = Long.parseLong(row[1]);

            AccuracyInterval interval = AccuracyInterval.wilson(successes, trials);
            PairedComparison comparison = PairedComparison.of(successes, trials - successes);

            assertEquals(Double.parseDouble(row[2]), interval.low(), ROUNDING);
            assertEquals(Double.parseDouble(row[3]), interval.high(), ROUNDING);
            assertEquals(Double.parseDouble(row[4]), comparison.pValue(), ROUNDING);
        }
    }

    @Test
    void onlyImagesOnWhichOneClassifierAloneIsRightCount() {
        int[] actual = {0, 0, 1, 1, 1};
        int[] first = {0, 1, 1, 0, 0};
        int[] second = {0, 0, 0, 1, 0};

        assertEquals(new PairedComparison(1, 2, 1), PairedComparison.of(actual, first, second));
    }

    @Test
    void classifiersThatNeverDifferAreNotDistinguished() {
        assertEquals(1, PairedComparison.of(0, 0).pValue());
    }

    @Test
    void impossibleCountsAreRefused() {
        int[] one = {0};
        int[] two = {0, 0};

        assertThrows(IllegalArgumentException.class, () -> PairedComparison.of(two, two, one));
        assertThrows(IllegalArgumentException.class, () -> AccuracyInterval.wilson(2, 1));
        assertThrows(IllegalArgumentException.class, () -> AccuracyInterval.wilson(0, 0));
    }
}
