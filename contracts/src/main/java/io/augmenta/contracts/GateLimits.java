package io.augmenta.contracts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits of a release gate that take the place of the evaluator's own, rule by rule. What stands in an event may be of another
 * release, so it is not checked before somebody acts on it.
 *
 * @param limits by {@link GateThreshold#label()}; an empty one takes the rule away, and one that is not there is the evaluator's
 */
public record GateLimits(Map<String, OptionalDouble> limits) {
    /** The evaluator's own limits, all of them. */
    public static final GateLimits OF_THE_EVALUATOR = new GateLimits(Map.of());

    /** Copies the map. */
    public GateLimits {
        limits = Map.copyOf(limits);
    }

    /**
     * Limits as they stand in events and JSON.
     *
     * @param limits by rule; null takes the rule away
     */
    public static GateLimits of(Map<String, @Nullable Double> limits) {
        Map<String, OptionalDouble> given = new HashMap<>();
        limits.forEach((rule, limit) ->
                given.put(rule, limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit.doubleValue())));
        return new GateLimits(given);
    }

    /** As they stand in events and JSON, in the order of their names; null takes a rule away. */
    public Map<String, @Nullable Double> byRule() {
        Map<String, @Nullable Double> all = new TreeMap<>();
        limits.forEach((rule, limit) -> all.put(rule, limit.isPresent() ? limit.getAsDouble() : null));
        return all;
    }

    /** Whether all limits are the evaluator's own. */
    public boolean isEmpty() {
        return limits.isEmpty();
    }

    /** What takes the place of one of the evaluator's limits; {@code configured} where nothing does. */
    public OptionalDouble limit(GateThreshold threshold, OptionalDouble configured) {
        return limits.getOrDefault(threshold.label(), configured);
    }

    /** Whether a limit, or that there is none, takes the place of the evaluator's. */
    public boolean names(GateThreshold threshold) {
        return limits.containsKey(threshold.label());
    }

    /**
     * Checks that every rule is known and its limit possible, and that what it looks at is measured.
     *
     * @param controls the controls of the evaluation
     * @throws InvalidEventException when it is not so; the message says what is possible
     */
    public void check(List<String> controls) {
        new TreeMap<>(limits).forEach((rule, limit) -> {
            GateThreshold threshold = GateThreshold.named(rule)
                    .orElseThrow(() -> new InvalidEventException(
                            "rule of a gate: expected one of " + GateThreshold.all() + ", got \"" + rule + "\""));
            if (limit.isPresent() && !threshold.allows(limit.getAsDouble())) {
                throw new InvalidEventException("limit " + rule + " of a gate: expected a number from "
                        + threshold.range() + ", or null to take the rule away, got " + limit.getAsDouble());
            }
        });
        OptionalDouble overRepeated = limit(GateThreshold.LEAST_GAIN_OVER_REPEATED, OptionalDouble.empty());
        if (overRepeated.isPresent() && !controls.contains(GateThreshold.REPEATED)) {
            throw new InvalidEventException("limit " + GateThreshold.LEAST_GAIN_OVER_REPEATED.label()
                    + " of a gate: expected the control " + GateThreshold.REPEATED
                    + " among the controls, which measures it, got " + controls);
        }
    }
}
