package io.augmenta.evaluator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartPanelTest {
    @Test
    void linearAxisHasRoundTicks() {
        assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(AxisScale.linear(0, 1, 5)));
        assertEquals(List.of("-10", "-8", "-6", "-4"), labels(AxisScale.linear(-11.7, -3, 5)));
        assertEquals(List.of("0", "500", "1000"), labels(AxisScale.linear(0, 1200, 3)));
    }

    @Test
    void axisOfASingleValueStillHasAWidth() {
        AxisScale axis = AxisScale.linear(3, 3, 5);

        assertEquals(0.5, axis.position(3));
        assertTrue(axis.ticks().size() >= 2);
    }

    @Test
    void epochAxisHasWholeNumbers() {
        assertEquals(List.of("1", "5", "10", "15", "20", "25", "30"), labels(AxisScale.epochs(1, 30)));
        assertEquals(List.of("1", "2", "3"), labels(AxisScale.epochs(1, 3)));
        assertEquals(0.5, AxisScale.epochs(1, 1).position(1));
    }

    @Test
    void lineLeavesAGapWhereALossIsNotFinite() {
        ChartPanel panel = panel().line(new double[] {0, 0.25, 0.5, 1}, new double[] {0, Double.NaN, 1, 1}, "#000");

        String path = panel.shapes().get(0).path();

        assertEquals("M46.0 182.0 h0.01 M197.0 34.0 L348.0 34.0 ", path);
    }

    @Test
    void stepsReachFromEdgeToEdge() {
        ChartPanel panel = panel().steps(new double[] {0, 0.5, 1}, new double[] {1, 0.5}, "#abc", "none");

        assertEquals(
                "M46.0 182.0 L46.0 34.0 L197.0 34.0 L197.0 108.0 L348.0 108.0 L348.0 182.0 ",
                panel.shapes().get(0).path());
    }

    @Test
    void numbersReadTheSameInEveryLocale() {
        assertEquals("84.0%", NumberText.percent(0.84));
        assertEquals("+1.2", NumberText.points(0.012));
        assertEquals("0.0", NumberText.points(-0.0001));
        assertEquals("< 0.0001", NumberText.pValue(1e-9));
        assertEquals("1 image", NumberText.counted(1, "image"));
        assertEquals("2,870 images", NumberText.counted(2870, "image"));
        assertEquals("1.5 s", NumberText.duration(1.5));
        assertEquals("2 min 05 s", NumberText.duration(125));
        assertEquals("1 h 01 min", NumberText.duration(3660));
    }

    private static ChartPanel panel() {
        return new ChartPanel("", "", AxisScale.linear(0, 1, 5), AxisScale.linear(0, 1, 5));
    }

    private static List<String> labels(AxisScale axis) {
        return axis.ticks().stream().map(AxisScale.Tick::label).toList();
    }
}
