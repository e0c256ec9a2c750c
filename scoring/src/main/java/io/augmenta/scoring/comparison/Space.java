package io.augmenta.scoring.comparison;

import java.util.Locale;

/** In which two images are near each other or not. */
public enum Space {
    /** Root mean square of the differences in grey levels, mirrored and moved images too. */
    PIXELS,
    /** Number of bits in which fingerprints differ, mirrored images too. */
    FINGERPRINTS,
    /** Euclidean distance of features, mirrored images too. */
    FEATURES;

    /** The name in files and events, such as {@code pixels}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
