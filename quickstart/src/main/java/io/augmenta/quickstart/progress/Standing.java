package io.augmenta.quickstart.progress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a stage has come.
 *
 * @param fraction done, from 0 to 1; NaN where nobody knows
 * @param text what to tell, such as {@code epoch 3 of 20, 410 images/s}
 * @param remaining estimate of the time to go, where there is one
 */
public record Standing(
        double fraction, String text, @Nullable Duration remaining) {

    /** A standing whose end is not known. */
    public static Standing of(String text) {
        return new Standing(Double.NaN, text, null);
    }

    /** {@code done} of {@code total} things, and what more there is to tell. */
    public static Standing of(long done, long total, String things, String more) {
        double fraction = total == 0 ? Double.NaN : Math.min(1.0, (double) done / total);
        String text = done + " of " + total + " " + things;
        return new Standing(fraction, more.isEmpty() ? text : text + ", " + more, null);
    }

    /** The same with an estimate of the time to go. */
    public Standing withRemaining(@Nullable Duration newRemaining) {
        return new Standing(fraction, text, newRemaining);
    }
}
