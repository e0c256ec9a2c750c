package io.augmenta.kafka.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another broker, in this process or another one, has the data folder open. */
public final class FolderLockedException extends EmbeddedKafkaException {

    private static final long serialVersionUID = 1L;

    FolderLockedException(Path folder, @Nullable Throwable cause) {
        super("folder " + folder + " is in use by another broker: end that one first, or choose another folder", cause);
    }
}
