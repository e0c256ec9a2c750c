package io.augmenta.scoring.features;

import java.io.Serial;

/** A figure needs more samples than there are. */
public final class TooFewSamplesException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int needed;
    private final int actual;

    /**
     * Makes one.
     *
     * @param figure what was to be computed, such as "a kernel distance"
     * @param samples what there is too few of, such as "real images"
     * @param needed how many there must be at least
     * @param actual how many there are
     */
    public TooFewSamplesException(String figure, String samples, int needed, int actual) {
        super("Expected at least " + needed + " " + samples + " for " + figure + ", got " + actual);
        this.needed = needed;
        this.actual = actual;
    }

    /**
     * Passes when there are enough.
     *
     * @throws TooFewSamplesException when there are fewer than needed
     */
    public static void check(String figure, String samples, int needed, int actual) {
        if (actual < needed) {
            throw new TooFewSamplesException(figure, samples, needed, actual);
        }
    }

    /** How many samples there must be at least. */
    public int needed() {
        return needed;
    }

    /** How many samples there are. */
    public int actual() {
        return actual;
    }
}
