package io.augmenta.ingest.split;

import io.augmenta.contracts.Split;
import io.augmenta.imaging.identity.Fingerprint;
import java.util.Map;

/**
 * What an earlier version of a data set decided. A later version keeps it, or images that a model was trained on would turn up
 * among the images that it is tested on.
 *
 * @param version which version; empty for none
 * @param images its images by id
 */
public record EarlierVersion(String version, Map<String, Known> images) {
    /** There is no earlier version. */
    public static final EarlierVersion NONE = new EarlierVersion("", Map.of());

    /** Copies the map. */
    public EarlierVersion {
        images = Map.copyOf(images);
    }

    /**
     * A known image.
     *
     * @param split where it is
     * @param fingerprint what it looks like
     */
    public record Known(Split split, Fingerprint fingerprint) {}
}
