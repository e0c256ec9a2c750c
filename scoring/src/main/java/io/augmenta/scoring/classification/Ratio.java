package io.augmenta.scoring.classification;

/** Shares of counts. */
final class Ratio {
    private Ratio() {}

    /** The share, and 0 where there is nothing to take a share of. */
    static double of(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
