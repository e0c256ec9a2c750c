package io.augmenta.ingest.folder;

import java.nio.file.Path;

/**
 * A file that ought to be an image.
 *
 * @param path where it is
 * @param source its path below the ingested folder, with slashes
 * @param label the class that its folder is named after
 * @param origin which part of the folder it lies in
 */
public record ImageFile(Path path, String source, String label, Origin origin) {}
