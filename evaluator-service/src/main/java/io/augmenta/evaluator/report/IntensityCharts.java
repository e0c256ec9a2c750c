package io.augmenta.evaluator.report;

import io.augmenta.scoring.comparison.IntensityTest;
import io.augmenta.scoring.distribution.IntensityHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Intensities of real (first) and generated (second) images. */
final class IntensityCharts {
    private static final int BINS = 64;
    private static final int LEVELS_PER_BIN = IntensityHistogram.LEVELS / BINS;
    private static final double[] SHARES = {0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1};

    private static final AxisScale LEVEL_AXIS = AxisScale.of(
            0,
            256,
            List.of(
                    new AxisScale.Tick(0, "0"),
                    new AxisScale.Tick(64, "64"),
                    new AxisScale.Tick(128, "128"),
                    new AxisScale.Tick(192, "192"),
                    new AxisScale.Tick(256, "255")),
            level -> level);

    private IntensityCharts() {}

    /**
     * How often each intensity occurs. The shares are stretched by a square root, since most of a brain image is black
     * background, beside which all else would be flat.
     */
    static ChartPanel histogram(String title, IntensityTest test) {
        double[] edges = new double[BINS + 1];
        Arrays.setAll(edges, bin -> (double) bin * LEVELS_PER_BIN);
        double[] first = shares(test.first());
        double[] second = shares(test.second());
        double highest = Math.max(
                Arrays.stream(first).max().orElse(0),
                Arrays.stream(second).max().orElse(0));
        return new ChartPanel(title, "intensity (0 black, 255 white)", LEVEL_AXIS, shareAxis(highest))
                .steps(edges, first, Palette.REAL_PALE, "none")
                .steps(edges, second, "none", Palette.GENERATED);
    }

    /** The share of pixels up to each intensity, with the largest distance, which is the statistic, drawn in. */
    static ChartPanel cumulative(String title, IntensityTest test) {
        double[] levels = new double[IntensityHistogram.LEVELS + 1];
        Arrays.setAll(levels, level -> level);
        double[] first = cumulativeShares(test.first());
        double[] second = cumulativeShares(test.second());
        int widest = 0;
        for (int level = 0; level < levels.length; level++) {
            if (Math.abs(first[level] - second[level]) > Math.abs(first[widest] - second[widest])) {
                widest = level;
            }
        }
        return new ChartPanel(title, "intensity (0 black, 255 white)", LEVEL_AXIS, AxisScale.linear(0, 1, 5))
                .line(levels, first, Palette.REAL)
                .line(levels, second, Palette.GENERATED)
                .marker(
                        widest,
                        first[widest],
                        second[widest],
                        Palette.NEUTRAL,
                        String.format(Locale.ROOT, "D = %.3f", test.pixels().statistic()));
    }

    private static AxisScale shareAxis(double highest) {
        List<AxisScale.Tick> ticks = new ArrayList<>(List.of(new AxisScale.Tick(0, "0")));
        for (double share : SHARES) {
            if (share <= highest * 1.05) {
                ticks.add(new AxisScale.Tick(
                        share, String.format(Locale.ROOT, share < 0.01 ? "%.1f%%" : "%.0f%%", 100 * share)));
            }
        }
        return AxisScale.of(0, highest * 1.05, ticks, Math::sqrt);
    }

    private static double[] shares(IntensityHistogram histogram) {
        double[] shares = new double[BINS];
        for (int level = 0; level < IntensityHistogram.LEVELS; level++) {
            shares[level / LEVELS_PER_BIN] += (double) histogram.count(level) / histogram.pixels();
        }
        return shares;
    }

    /** At i: the share of pixels darker than i. */
    private static double[] cumulativeShares(IntensityHistogram histogram) {
        double[] shares = new double[IntensityHistogram.LEVELS + 1];
        long below = 0;
        for (int level = 0; level < IntensityHistogram.LEVELS; level++) {
            below += histogram.count(level);
            shares[level + 1] = (double) below / histogram.pixels();
        }
        return shares;
    }
}
