package io.augmenta.ingest.folder;

/**
 * A file that ought to be an image.
 *
 * @param content where it is
 * @param source its path below what is ingested, with slashes
 * @param label the class that its folder is named after
 * @param origin which part of the whole it lies in
 */
public record ImageFile(FileContent content, String source, String label, Origin origin) {}
