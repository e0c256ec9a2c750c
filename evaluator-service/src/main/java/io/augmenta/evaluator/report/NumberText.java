package io.augmenta.evaluator.report;

import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.Locale;

/** Numbers as a reader of English expects them, the same in every locale. */
final class NumberText {
    private NumberText() {}

    /** A share as a percentage with one decimal, such as {@code 84.0%}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    /** A difference of shares in percentage points with its sign, such as {@code +1.2}. */
    static String points(double difference) {
        String text = String.format(Locale.ROOT, "%+.1f", 100 * difference);
        return text.equals("+0.0") || text.equals("-0.0") ? "0.0" : text;
    }

    /** A share or score with four decimals. */
    static String score(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** A p-value; one that four decimals would call 0 is called small. */
    static String pValue(double value) {
        return value < 0.0001 ? "< 0.0001" : score(value);
    }

    /** A count with its thousands set apart. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A length of time in the units that a person would choose. */
    static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /** The noun with its count, such as {@code 1 image} or {@code 2,870 images}. */
    static String counted(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** How far an interval of a mean reaches to either side, such as {@code ± 0.0123}; empty for one seed. */
    static String reach(RepeatedFigure figure) {
        return figure.interval()
                .map(interval -> "± " + score(interval.high() - figure.mean()))
                .orElse("");
    }

    /** A share of the whole as a percentage without needless decimals, such as {@code 25%}. */
    static String share(double share) {
        return String.format(Locale.ROOT, "%.3g", 100 * share).replaceAll("\\.0+$", "") + "%";
    }
}
