package io.augmenta.zoo.torch;

import java.nio.file.Path;

/** A file is no TorchScript network that this engine can read; the message names the file and what the engine says. */
public final class UnreadableNetworkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableNetworkException(Path file, Throwable cause) {
        super("%s: expected a TorchScript network, got %s".formatted(file, cause.getMessage()), cause);
    }
}
