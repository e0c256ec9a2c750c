package io.augmenta.export;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where an export goes. Files may be put before they are asked for with {@link #complete}, but whoever looks takes it for an
 * export only then. Closing it without that removes what was put. For one thread at a time; whoever made it closes it.
 */
public interface ExportTarget extends AutoCloseable {

    /**
     * Writes a file.
     *
     * @param path names of folders and of the file, with {@code /} between them
     * @param mediaType such as {@code image/png}
     * @throws IOException if this file, or one before it, cannot be written
     */
    void put(String path, byte[] content, String mediaType) throws IOException;

    /** The same with the content of a file, which is not held in memory. */
    void put(String path, Path content, String mediaType) throws IOException;

    /**
     * Writes the last file, once all others are written, and makes the export visible.
     *
     * @throws IOException if this or any other file cannot be written, or the place has been taken meanwhile; the export is not
     *     visible then
     */
    void complete(String path, byte[] content, String mediaType) throws IOException;

    /** For people: the folder or place. */
    String description();

    /** Removes everything again, unless the export is complete. */
    @Override
    void close() throws IOException;
}
