package io.augmenta.quickstart.chart;

import io.augmenta.contracts.EpochLosses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Losses over epochs as one picture: a panel for each loss, with its held-out figures as further lines. */
public final class LossSheet {

    private static final int COLUMNS = 2;
    private static final int PANEL_WIDTH = 360;
    private static final int PANEL_HEIGHT = 220;
    private static final int HEADING_HEIGHT = 44;
    private static final double LEFT = 52;
    private static final double RIGHT = PANEL_WIDTH - 12;
    private static final double TOP = 34;
    private static final double BOTTOM = PANEL_HEIGHT - 38;
    /** Room above and below the curves, as a share of their height. */
    private static final double MARGIN = 0.05;
    /** Told apart with any kind of colour vision: Okabe and Ito, "Color universal design", 2008. */
    private static final List<Curve> CURVES = List.of(
            new Curve("", "training", "#0072b2"),
            new Curve("validation_", "validation", "#d55e00"),
            new Curve("test_", "test", "#00795a"));

    private LossSheet() {}

    /** Which of a loss's figures, and how it is drawn. */
    private record Curve(String prefix, String legend, String colour) {}

    /** A tick in the panel's coordinates. */
    public record PlacedTick(double at, String label) {}

    /** A curve in the panel's coordinates. */
    public record Line(String path, String colour) {}

    /** A word of the legend. */
    public record Legend(int left, String text, String colour) {}

    /** One loss: everything that the template needs. */
    public record Panel(
            int left, int top, String title, List<PlacedTick> xTicks, List<PlacedTick> yTicks, List<Line> lines) {

        /** Where the plot is within the panel. */
        public double plotLeft() {
            return LEFT;
        }

        /** Likewise. */
        public double plotRight() {
            return RIGHT;
        }

        /** Likewise. */
        public double plotBottom() {
            return BOTTOM;
        }
    }

    /** The whole picture. */
    public record Sheet(String title, int width, int height, List<Legend> legend, List<Panel> panels) {}

    /**
     * Draws it.
     *
     * @param title what it is of
     * @param history losses of each epoch
     * @return an SVG document
     */
    public static String svg(String title, List<EpochLosses> history) {
        Map<String, List<Curve>> curvesOfLoss = curves(history);
        List<Panel> panels = new ArrayList<>();
        curvesOfLoss.forEach((loss, curves) -> panels.add(panel(panels.size(), loss, curves, history)));
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        return Templates.svg(new Sheet(
                title, COLUMNS * PANEL_WIDTH, HEADING_HEIGHT + rows * PANEL_HEIGHT, legend(curvesOfLoss), panels));
    }

    private static Map<String, List<Curve>> curves(List<EpochLosses> history) {
        TreeMap<String, List<Curve>> curves = new TreeMap<>();
        history.stream()
                .flatMap(epoch -> epoch.losses().keySet().stream())
                .distinct()
                .sorted()
                .forEach(name -> {
                    Curve curve = CURVES.stream()
                            .filter(candidate -> !candidate.prefix().isEmpty() && name.startsWith(candidate.prefix()))
                            .findFirst()
                            .orElse(CURVES.get(0));
                    curves.computeIfAbsent(name.substring(curve.prefix().length()), loss -> new ArrayList<>())
                            .add(curve);
                });
        return curves;
    }

    private static List<Legend> legend(Map<String, List<Curve>> curvesOfLoss) {
        List<Legend> legend = new ArrayList<>();
        if (curvesOfLoss.values().stream().anyMatch(curves -> curves.size() > 1)) {
            CURVES.forEach(
                    curve -> legend.add(new Legend((int) LEFT + 90 * legend.size(), curve.legend(), curve.colour())));
        }
        return legend;
    }

    private static Panel panel(int number, String loss, List<Curve> curves, List<EpochLosses> history) {
        double[] values = curves.stream()
                .flatMapToDouble(curve -> DoubleStream.of(values(curve.prefix() + loss, history)))
                .filter(Double::isFinite)
                .toArray();
        double lowest = DoubleStream.of(values).min().orElse(0);
        double highest = DoubleStream.of(values).max().orElse(0);
        double margin = MARGIN * (highest - lowest);
        Axis x = Axis.of(history.get(0).epoch(), history.get(history.size() - 1).epoch(), true);
        Axis y = Axis.of(lowest - margin, highest + margin, false);
        String words = loss.replace('_', ' ');
        return new Panel(
                number % COLUMNS * PANEL_WIDTH,
                HEADING_HEIGHT + number / COLUMNS * PANEL_HEIGHT,
                words.equals("kl") ? "KL" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                x.ticks().stream()
                        .map(tick -> new PlacedTick(rounded(placedX(x, tick.value())), tick.label()))
                        .toList(),
                y.ticks().stream()
                        .map(tick -> new PlacedTick(rounded(placedY(y, tick.value())), tick.label()))
                        .toList(),
                curves.stream()
                        .map(curve -> new Line(path(curve.prefix() + loss, history, x, y), curve.colour()))
                        .toList());
    }

    private static double[] values(String name, List<EpochLosses> history) {
        return history.stream()
                .mapToDouble(epoch -> epoch.losses().getOrDefault(name, Double.NaN))
                .toArray();
    }

    /** Values that are not finite leave a gap; a value alone becomes a dot, as a line of no length with round ends. */
    private static String path(String name, List<EpochLosses> history, Axis x, Axis y) {
        double[] values = values(name, history);
        StringBuilder path = new StringBuilder();
        boolean inLine = false;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                inLine = false;
                continue;
            }
            boolean alone = !inLine && (i + 1 == values.length || !Double.isFinite(values[i + 1]));
            path.append(String.format(
                    Locale.ROOT,
                    "%c%.1f %.1f %s",
                    inLine ? 'L' : 'M',
                    placedX(x, history.get(i).epoch()),
                    placedY(y, values[i]),
                    alone ? "h0.01 " : ""));
            inLine = true;
        }
        return path.toString();
    }

    private static double placedX(Axis x, double value) {
        return LEFT + x.position(value) * (RIGHT - LEFT);
    }

    private static double placedY(Axis y, double value) {
        return BOTTOM - y.position(value) * (BOTTOM - TOP);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
