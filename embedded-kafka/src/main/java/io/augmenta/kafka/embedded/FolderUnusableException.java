package io.augmenta.kafka.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The data folder cannot be written, or what is in it is damaged or not a broker's. */
public final class FolderUnusableException extends EmbeddedKafkaException {

    private static final long serialVersionUID = 1L;

    FolderUnusableException(Path folder, String reason, @Nullable Throwable cause) {
        super(
                "folder " + folder + " cannot be used by the broker: " + reason
                        + "; restore it, or move it away to start with an empty one",
                cause);
    }
}
