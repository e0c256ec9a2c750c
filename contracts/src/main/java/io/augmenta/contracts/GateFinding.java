package io.augmenta.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What one rule of a release policy made of an evaluation.
 *
 * @param rule name of the rule, such as most-copied
 * @param area what it is about: utility, fidelity or privacy
 * @param value the figure that it looks at, or null where the evaluation has none: such a rule is not met
 * @param limit what the figure is held against
 * @param met whether the figure keeps to the rule
 * @param explanation what was found, for a person to read
 */
public record GateFinding(
        String rule, String area, @Nullable Double value, double limit, boolean met, String explanation) {
    /** Checks the names, and that nothing passes without a figure. */
    public GateFinding {
        Check.notBlank("rule of a finding", rule);
        Check.notBlank("area of a finding", area);
        Check.notBlank("explanation of a finding", explanation);
        if (met && value == null) {
            throw new InvalidEventException("rule " + rule + " is met without a figure; a rule without one is not met");
        }
    }
}
