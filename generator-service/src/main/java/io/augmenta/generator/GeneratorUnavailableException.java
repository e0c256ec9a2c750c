package io.augmenta.generator;

import org.jspecify.annotations.Nullable;

/**
 * The request is fine, but the checkpoint's generator cannot be used: its file is missing or was changed, is no ONNX
 * graph of the expected shape, fails when it runs, or repeats its training images.
 */
public final class GeneratorUnavailableException extends Exception {

    GeneratorUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static GeneratorUnavailableException onlyCopies(String checkpointId, String label, int withheld, int made) {
        return new GeneratorUnavailableException(
                "checkpoint " + checkpointId + " makes hardly anything but copies of its training images: " + withheld
                        + " of " + made + " images of class \"" + label + "\" were withheld; use another checkpoint",
                null);
    }
}
