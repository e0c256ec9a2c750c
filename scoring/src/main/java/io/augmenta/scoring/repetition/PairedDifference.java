package io.augmenta.scoring.repetition;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * By how much one figure exceeds another, both measured with the same seeds: what a seed does to both alike drops out.
 * Student's paired t interval; see {@link RepeatedFigure} for what it does not speak of.
 *
 * @param difference first minus second, for each seed
 * @param verdict what it says, for a figure of which more is better
 */
public record PairedDifference(RepeatedFigure difference, Verdict verdict) {

    /** What a difference says. */
    public enum Verdict {
        /** The whole interval is above zero. */
        GAIN,
        /** The whole interval is below zero. */
        LOSS,
        /** Zero lies in the interval: the difference may as well be chance. */
        NO_EVIDENCE,
        /** One seed tells nothing of chance. */
        ONE_SEED
    }

    /**
     * Compares figures of which more is better.
     *
     * @param first the figure of what is tried, for each seed
     * @param second the figure of what it is compared with, for the same seeds in the same order
     * @throws IllegalArgumentException when there are none, not as many of both, or one is not finite
     */
    public static PairedDifference of(List<Double> first, List<Double> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "Expected two figures for each seed, got " + first.size() + " and " + second.size());
        }
        RepeatedFigure difference = RepeatedFigure.of(IntStream.range(0, first.size())
                .mapToObj(seed -> first.get(seed) - second.get(seed))
                .toList());
        return new PairedDifference(difference, verdict(difference));
    }

    private static Verdict verdict(RepeatedFigure difference) {
        if (difference.interval().isEmpty()) {
            return Verdict.ONE_SEED;
        }
        Interval interval = difference.interval().get();
        if (interval.low() > 0) {
            return Verdict.GAIN;
        }
        return interval.high() < 0 ? Verdict.LOSS : Verdict.NO_EVIDENCE;
    }

    /** The verdict with its numbers, such as "no evidence of a gain: +0.0031 (95 %: -0.0102 to +0.0164, 5 seeds)". */
    public String words() {
        String mean = number("%+.4f", difference.mean());
        return switch (verdict) {
            case GAIN -> "a gain of " + number("%.4f", difference.mean()) + certainty();
            case LOSS -> "a loss of " + number("%.4f", -difference.mean()) + certainty();
            case NO_EVIDENCE -> "no evidence of a gain: " + mean + certainty();
            case ONE_SEED -> "one seed cannot tell: " + mean;
        };
    }

    private String certainty() {
        return difference
                .interval()
                .map(interval -> " (95 %: " + number("%+.4f", interval.low()) + " to "
                        + number("%+.4f", interval.high()) + ", " + difference.seeds() + " seeds)")
                .orElse("");
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
