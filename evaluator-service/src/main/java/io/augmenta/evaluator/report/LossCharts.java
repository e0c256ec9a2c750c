package io.augmenta.evaluator.report;

import io.augmenta.contracts.EpochLosses;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The generator's training losses, a panel for each, since they are of different sizes. */
final class LossCharts {
    private static final int MOST_TICKS = 5;

    /** Room above and below the curve, as a share of its height. */
    private static final double MARGIN = 0.05;

    private LossCharts() {}

    /**
     * One panel for each loss, in alphabetic order.
     *
     * @param history losses of each epoch; where it is empty there are no panels
     */
    static List<ChartPanel> of(List<EpochLosses> history) {
        TreeSet<String> names = new TreeSet<>();
        history.forEach(epoch -> names.addAll(epoch.losses().keySet()));
        return names.stream().map(name -> panel(name, history)).toList();
    }

    private static ChartPanel panel(String name, List<EpochLosses> history) {
        double[] epochs = history.stream().mapToDouble(EpochLosses::epoch).toArray();
        double[] losses = history.stream()
                .mapToDouble(epoch -> epoch.losses().getOrDefault(name, Double.NaN))
                .toArray();
        double lowest = Arrays.stream(losses).filter(Double::isFinite).min().orElse(0);
        double highest = Arrays.stream(losses).filter(Double::isFinite).max().orElse(0);
        double margin = MARGIN * (highest - lowest);
        return new ChartPanel(
                        readable(name),
                        "epoch",
                        AxisScale.epochs((int) epochs[0], (int) epochs[epochs.length - 1]),
                        AxisScale.linear(lowest - margin, highest + margin, MOST_TICKS))
                .line(epochs, losses, Palette.REAL);
    }

    private static String readable(String name) {
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
