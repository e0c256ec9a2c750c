package io.augmenta.imaging.png;

import io.augmenta.imaging.RasterImage;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a PNG file holds.
 *
 * @param image grey or RGB pixels
 * @param text keyword to text, from {@code tEXt} and {@code iTXt} chunks, in the order of the keywords
 */
public record PngFile(RasterImage image, Map<String, String> text) {

    /** Copies the text. */
    public PngFile {
        text = Collections.unmodifiableMap(new TreeMap<>(text));
    }
}
