package io.augmenta.evaluator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One plot with its axes, drawn in a box of {@value #WIDTH} by {@value #HEIGHT} units: everything that the template needs,
 * in its own coordinates.
 */
final class ChartPanel {
    static final int WIDTH = 360;
    static final int HEIGHT = 220;
    private static final double LEFT = 46;
    private static final double RIGHT = WIDTH - 12;
    private static final double TOP = 34;
    private static final double BOTTOM = HEIGHT - 38;

    private final String title;
    private final String xTitle;
    private final AxisScale x;
    private final AxisScale y;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    ChartPanel(String title, String xTitle, AxisScale x, AxisScale y) {
        this.title = title;
        this.xTitle = xTitle;
        this.x = x;
        this.y = y;
    }

    /** A path in SVG's notation with its colours; {@code none} where there is nothing to fill or draw. */
    record Shape(String path, String fill, String stroke, double strokeWidth, String dashes) {}

    /** A text at a place. */
    record Note(double x, double y, String anchor, String colour, String text) {}

    /** A tick in the panel's coordinates. */
    record PlacedTick(double at, String label) {}

    /** A line through these points; values that are not finite leave a gap, a lone point becomes a dot. */
    ChartPanel line(double[] xs, double[] ys, String colour) {
        shapes.add(new Shape(linePath(xs, ys), "none", colour, 1.8, "none"));
        return this;
    }

    /** A dashed line through these points. */
    ChartPanel dashed(double[] xs, double[] ys, String colour) {
        shapes.add(new Shape(linePath(xs, ys), "none", colour, 1.3, "5 4"));
        return this;
    }

    /** A dot at each point. */
    ChartPanel dots(double[] xs, double[] ys, String colour) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            path.append(place('M', xs[i], ys[i])).append("h0.01 ");
        }
        shapes.add(new Shape(path.toString(), "none", colour, 6, "none"));
        return this;
    }

    /** An upright line at each place, from low to high. */
    ChartPanel whiskers(double[] xs, double[] lows, double[] highs, String colour) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            path.append(place('M', xs[i], lows[i])).append(place('L', xs[i], highs[i]));
        }
        shapes.add(new Shape(path.toString(), "none", colour, 1.5, "none"));
        return this;
    }

    /** A step for each value: the i-th reaches from {@code edges[i]} to {@code edges[i + 1]}. */
    ChartPanel steps(double[] edges, double[] values, String fill, String stroke) {
        StringBuilder path = new StringBuilder(place('M', edges[0], y.low()));
        for (int i = 0; i < values.length; i++) {
            path.append(place('L', edges[i], values[i])).append(place('L', edges[i + 1], values[i]));
        }
        path.append(place('L', edges[values.length], y.low()));
        shapes.add(new Shape(path.toString(), fill, stroke, stroke.equals("none") ? 0 : 1.5, "none"));
        return this;
    }

    /** A dashed line from one point to another with a text beside its middle. */
    ChartPanel marker(double atX, double fromY, double toY, String colour, String text) {
        shapes.add(new Shape(place('M', atX, fromY) + place('L', atX, toY), "none", colour, 1.5, "3 2"));
        boolean toTheLeft = x.position(atX) > 0.6;
        notes.add(new Note(
                placedX(atX) + (toTheLeft ? -6 : 6),
                placedY((fromY + toY) / 2) + 4,
                toTheLeft ? "end" : "start",
                colour,
                text));
        return this;
    }

    public String title() {
        return title;
    }

    public String xTitle() {
        return xTitle;
    }

    public List<Shape> shapes() {
        return List.copyOf(shapes);
    }

    public List<Note> notes() {
        return List.copyOf(notes);
    }

    public List<PlacedTick> xTicks() {
        return x.ticks().stream()
                .map(tick -> new PlacedTick(rounded(placedX(tick.value())), tick.label()))
                .toList();
    }

    public List<PlacedTick> yTicks() {
        return y.ticks().stream()
                .map(tick -> new PlacedTick(rounded(placedY(tick.value())), tick.label()))
                .toList();
    }

    public double left() {
        return LEFT;
    }

    public double right() {
        return RIGHT;
    }

    public double top() {
        return TOP;
    }

    public double bottom() {
        return BOTTOM;
    }

    private String linePath(double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder();
        boolean inLine = false;
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isFinite(ys[i])) {
                inLine = false;
                continue;
            }
            boolean alone = !inLine && (i + 1 == xs.length || !Double.isFinite(ys[i + 1]));
            path.append(place(inLine ? 'L' : 'M', xs[i], ys[i]));
            // a line of no length with round ends is a dot
            path.append(alone ? "h0.01 " : "");
            inLine = true;
        }
        return path.toString();
    }

    private String place(char command, double valueX, double valueY) {
        return String.format(Locale.ROOT, "%c%.1f %.1f ", command, placedX(valueX), placedY(valueY));
    }

    private double placedX(double value) {
        return LEFT + x.position(value) * (RIGHT - LEFT);
    }

    private double placedY(double value) {
        return BOTTOM - y.position(value) * (BOTTOM - TOP);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
