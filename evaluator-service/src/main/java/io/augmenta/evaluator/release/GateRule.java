package io.augmenta.evaluator.release;

import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.GateThreshold;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A limit that a figure has to keep to.
 *
 * @param threshold the setting that the limit is of; several rules may have one
 * @param name of the rule, such as {@code most-copied-by-features}
 * @param area what it is about
 * @param subject the figure in words, such as {@code share of generated images that are copies}
 * @param reading how the figure is found
 * @param bound on which side of the limit it has to be
 * @param limit the limit, itself allowed
 */
record GateRule(
        GateThreshold threshold,
        String name,
        Area area,
        String subject,
        Function<Figures, OptionalDouble> reading,
        Bound bound,
        double limit) {

    /** On which side of its limit a figure has to be. */
    enum Bound {
        AT_LEAST,
        AT_MOST;

        boolean holds(double value, double limit) {
            return this == AT_LEAST ? value >= limit : value <= limit;
        }

        private String words() {
            return this == AT_LEAST ? "at least" : "at most";
        }
    }

    /** What does not exist cannot keep to a limit: a rule whose figure is missing is not met. */
    GateFinding findIn(Figures figures, String limitFrom) {
        OptionalDouble figure = reading.apply(figures);
        if (figure.isEmpty()) {
            return new GateFinding(name, area.label(), null, limit, false, said("was not measured"), limitFrom);
        }
        double value = figure.getAsDouble();
        return new GateFinding(
                name,
                area.label(),
                value,
                limit,
                bound.holds(value, limit),
                said(String.format(Locale.ROOT, "is %.4g", value)),
                limitFrom);
    }

    private String said(String found) {
        return String.format(Locale.ROOT, "%s %s; %s %.4g is asked for", subject, found, bound.words(), limit);
    }
}
