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
 * @param limitFrom who set the limit: {@value #EVALUATOR} or {@value #REQUEST}
 */
public record GateFinding(
        String rule,
        String area,
        @Nullable Double value,
        double limit,
        boolean met,
        String explanation,
        String limitFrom) {
    /** The evaluator's configuration. */
    public static final String EVALUATOR = "evaluator";

    /** The request for the evaluation, which is the data set's policy where augmentation asked. */
    public static final String REQUEST = "request";

    /** Checks the names, and that nothing passes without a figure. */
    public GateFinding {
        Check.notBlank("rule of a finding", rule);
        Check.notBlank("area of a finding", area);
        Check.notBlank("explanation of a finding", explanation);
        Check.notBlank("who set the limit of a finding", limitFrom);
        if (met && value == null) {
            throw new InvalidEventException("rule " + rule + " is met without a figure; a rule without one is not met");
        }
    }

    /** A finding by the evaluator's own limit. */
    public GateFinding(
            String rule, String area, @Nullable Double value, double limit, boolean met, String explanation) {
        this(rule, area, value, limit, met, explanation, EVALUATOR);
    }
}
