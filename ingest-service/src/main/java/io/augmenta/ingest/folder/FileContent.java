package io.augmenta.ingest.folder;

import io.augmenta.artifacts.S3Folder;
import java.nio.file.Path;

/** Where the bytes of a file are. */
public sealed interface FileContent {
    /**
     * On this machine.
     *
     * @param path where
     */
    record OnDisk(Path path) implements FileContent {}

    /**
     * In a bucket.
     *
     * @param objects where
     * @param item which of them, as it was listed
     */
    record InBucket(S3Folder objects, S3Folder.Item item) implements FileContent {}
}
