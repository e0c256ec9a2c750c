package io.augmenta.scoring.comparison;

/** Hears what a comparison does; what it throws ends the comparison. */
@FunctionalInterface
public interface ComparisonListener {

    /**
     * A step begins.
     *
     * @param what what is computed in it, for a person
     * @param done how many steps are done, 0 or more
     * @param steps how many there are
     */
    void begins(String what, int done, int steps);

    /** Hears nothing. */
    static ComparisonListener silent() {
        return (what, done, steps) -> {};
    }
}
