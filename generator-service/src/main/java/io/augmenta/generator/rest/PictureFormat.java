package io.augmenta.generator.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What images are delivered as. */
enum PictureFormat {
    PNG_GRID("png-grid", "image/png", "png"),
    ZIP("zip", "application/zip", "zip"),
    NPY("npy", "application/x-npy", "npy"),
    NDJSON("ndjson", "application/x-ndjson", "ndjson");

    private final String parameter;
    private final String mediaType;
    private final String extension;

    PictureFormat(String parameter, String mediaType, String extension) {
        this.parameter = parameter;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    static Optional<PictureFormat> of(String parameter) {
        return Arrays.stream(values())
                .filter(format -> format.parameter.equals(parameter))
                .findFirst();
    }

    static List<String> parameters() {
        return Arrays.stream(values()).map(format -> format.parameter).toList();
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    /** Whether it is written while the images are made, so that memory does not grow with their number. */
    boolean streamed() {
        return this != PNG_GRID;
    }
}
