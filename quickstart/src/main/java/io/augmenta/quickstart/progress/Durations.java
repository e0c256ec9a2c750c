package io.augmenta.quickstart.progress;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them. */
public final class Durations {

    private static final int TENTHS_UP_TO_SECONDS = 10;

    private Durations() {}

    /** {@code 0 s}, {@code 45 s}, {@code 3:05}, {@code 2:03:05}: for a countdown in a narrow place. */
    public static String clock(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** {@code 0.4 s}, {@code 45 s}, {@code 3:05 min}, {@code 2:03:05 h}. */
    public static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(TENTHS_UP_TO_SECONDS)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        // rounded before it is split, or 59.7 s would be shown as 60 s
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
