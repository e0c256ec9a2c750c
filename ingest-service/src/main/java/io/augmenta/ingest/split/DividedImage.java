package io.augmenta.ingest.split;

import io.augmenta.contracts.Split;
import io.augmenta.ingest.reading.StoredImage;

/**
 * An image with its split.
 *
 * @param image the image
 * @param split the split it belongs to
 * @param leakGroup id of the image that stands for its group of near duplicates: the lowest of the group
 */
public record DividedImage(StoredImage image, Split split, String leakGroup) {
    /** {@return the image's id} */
    public String id() {
        return image.id();
    }

    /** {@return the image's class} */
    public String label() {
        return image.label();
    }
}
