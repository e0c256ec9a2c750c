package io.augmenta.generator;

import org.jspecify.annotations.Nullable;

/**
 * The request is fine, but the checkpoint's generator cannot be used: its file is missing or was changed, is no ONNX
 * graph of the expected shape, or fails when it runs.
 */
public final class GeneratorUnavailableException extends Exception {

    GeneratorUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
