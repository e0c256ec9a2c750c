package io.augmenta.scoring.repetition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.GoldenFile;
import io.augmenta.scoring.repetition.PairedDifference.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepetitionTest {
    private static final double ROUNDING = 1e-9;

    @Test
    void meansAndIntervalsAreThoseOfSciPy() throws IOException {
        List<String[]> rows = GoldenFile.rows("repetition-golden.csv");
        assertEquals(6, rows.size());
        for (String[] row : rows) {
            List<Double> first = values(row[0]);
            PairedDifference paired = PairedDifference.of(first, values(row[1]));

            assertFigure(row, 2, RepeatedFigure.of(first));
            assertFigure(row, 6, paired.difference());
            boolean significant = Double.parseDouble(row[10]) < 0.05;
            assertEquals(significant, paired.verdict() != Verdict.NO_EVIDENCE, String.join(",", row));
        }
    }

    @Test
    void verdictIsSaidInWordsWithItsNumbers() {
        List<Double> baseline = List.of(0.90, 0.92, 0.91);

        assertEquals(
                "a gain of 0.0500 (95 %: +0.0252 to +0.0748, 3 seeds)",
                PairedDifference.of(List.of(0.95, 0.96, 0.97), baseline).words());
        assertEquals(
                "a loss of 0.0500 (95 %: -0.0748 to -0.0252, 3 seeds)",
                PairedDifference.of(baseline, List.of(0.95, 0.96, 0.97)).words());
        assertEquals(
                "no evidence of a gain: +0.0033 (95 %: -0.0254 to +0.0320, 3 seeds)",
                PairedDifference.of(List.of(0.91, 0.91, 0.92), baseline).words());
        assertEquals(
                "one seed cannot tell: +0.1000",
                PairedDifference.of(List.of(1.0), List.of(0.9)).words());
    }

    @Test
    void oneSeedHasAMeanAndNoInterval() {
        RepeatedFigure figure = RepeatedFigure.of(List.of(0.5));

        assertEquals(0.5, figure.mean());
        assertEquals(0, figure.deviation());
        assertTrue(figure.interval().isEmpty());
    }

    @Test
    void figuresThatNeverDifferAreNoEvidence() {
        PairedDifference same = PairedDifference.of(List.of(0.8, 0.9), List.of(0.8, 0.9));

        assertEquals(Verdict.NO_EVIDENCE, same.verdict());
        assertEquals(new Interval(0, 0), same.difference().interval().orElseThrow());
    }

    @Test
    void figuresThatCannotBeSummedUpAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> RepeatedFigure.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> RepeatedFigure.of(List.of(1.0, Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> PairedDifference.of(List.of(1.0), List.of(1.0, 2.0)));
    }

    private static void assertFigure(String[] row, int from, RepeatedFigure figure) {
        Interval interval = figure.interval().orElseThrow();
        assertEquals(Double.parseDouble(row[from]), figure.mean(), ROUNDING);
        assertEquals(Double.parseDouble(row[from + 1]), figure.deviation(), ROUNDING);
        assertEquals(Double.parseDouble(row[from + 2]), interval.low(), ROUNDING);
        assertEquals(Double.parseDouble(row[from + 3]), interval.high(), ROUNDING);
    }

    private static List<Double> values(String cell) {
        return Arrays.stream(GoldenFile.numbers(cell)).boxed().toList();
    }
}
