package io.augmenta.evaluator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Maps values to positions along an axis.
 *
 * @param low value at the start
 * @param high value at the end, above {@code low}
 * @param ticks round values between them that are worth a label
 * @param stretch strictly increasing; positions are in proportion to it
 */
record AxisScale(double low, double high, List<Tick> ticks, DoubleUnaryOperator stretch) {

    /** A labelled value. */
    record Tick(double value, String label) {}

    /** A linear axis from value to value, with ticks at 1, 2 or 5 times a power of ten. */
    static AxisScale linear(double lowest, double highest, int mostTicks) {
        double pad = highest > lowest ? 0 : Math.max(Math.abs(highest) * 0.1, 0.5);
        double low = lowest - pad;
        double high = highest + pad;
        double step = step((high - low) / mostTicks);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, label(i * step, step)));
        }
        return new AxisScale(low, high, ticks, DoubleUnaryOperator.identity());
    }

    /** An axis of epochs, with ticks at whole numbers. */
    static AxisScale epochs(int first, int last) {
        double step = Math.max(1, step((last - first) / 6.0));
        List<Tick> ticks = new ArrayList<>();
        for (double epoch = first; epoch <= last; epoch = Math.floor(epoch / step) * step + step) {
            ticks.add(new Tick(epoch, label(epoch, 1)));
        }
        double pad = first == last ? 0.5 : 0;
        return new AxisScale(first - pad, last + pad, ticks, DoubleUnaryOperator.identity());
    }

    /** An axis with the ticks that are given. */
    static AxisScale of(double low, double high, List<Tick> ticks, DoubleUnaryOperator stretch) {
        return new AxisScale(low, high, ticks, stretch);
    }

    /** Where the value lies: 0 at the start, 1 at the end. */
    double position(double value) {
        double start = stretch.applyAsDouble(low);
        return (stretch.applyAsDouble(value) - start) / (stretch.applyAsDouble(high) - start);
    }

    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String label(double value, double step) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value == 0 ? 0.0 : value);
    }
}
