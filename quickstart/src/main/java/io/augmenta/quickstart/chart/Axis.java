package io.augmenta.quickstart.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis.
 *
 * @param low value at its start
 * @param high value at its end, above {@code low}
 * @param ticks round values in between
 */
record Axis(double low, double high, List<Tick> ticks) {

    private static final int MOST_TICKS = 5;

    /** A value that is worth a label. */
    record Tick(double value, String label) {}

    /** From value to value; a single value gets some room around it. */
    static Axis of(double lowest, double highest, boolean wholeNumbers) {
        double pad = highest > lowest ? 0 : Math.max(Math.abs(highest) * 0.1, 0.5);
        double low = lowest - pad;
        double high = highest + pad;
        double step = roundStep((high - low) / MOST_TICKS);
        if (wholeNumbers) {
            step = Math.max(1, step);
        }
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, label(i * step, step)));
        }
        return new Axis(low, high, ticks);
    }

    /** Where a value lies: 0 at the start, 1 at the end. */
    double position(double value) {
        return (value - low) / (high - low);
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double roundStep(double atLeast) {
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
