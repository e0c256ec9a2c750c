package io.augmenta.evaluator.release;

import java.util.Locale;

/** What a rule of a policy is about. */
public enum Area {
    /** Does a classifier get better by the generated images? */
    UTILITY,
    /** Are they like real ones? */
    FIDELITY,
    /** Are they copies of patients' images? */
    PRIVACY;

    /** The name in events, such as {@code privacy}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
