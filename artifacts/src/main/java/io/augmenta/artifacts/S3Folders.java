package io.augmenta.artifacts;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Gives folders in S3 to read, all over one client. It connects when it is asked first, so that nothing is demanded of the
 * configuration where nobody asks. Thread-safe; whoever makes it closes it, after the last use of what it gave.
 */
public final class S3Folders implements AutoCloseable {
    private final S3Settings settings;
    private @Nullable S3Client client;

    /** @param settings how S3 is reached */
    public S3Folders(S3Settings settings) {
        this.settings = settings;
    }

    /**
     * The folder at that place, which need not be there.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException where no region can be found
     */
    public S3Folder at(S3Location location) {
        return new S3Folder(connected(), location);
    }

    private synchronized S3Client connected() {
        S3Client connected = client == null ? settings.connect() : client;
        client = connected;
        return connected;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
