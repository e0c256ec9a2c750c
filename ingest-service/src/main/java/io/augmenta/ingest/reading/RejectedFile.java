package io.augmenta.ingest.reading;

/**
 * A file that could not be read.
 *
 * @param source its path below the ingested folder
 * @param reason a short stable word, such as {@code truncated}
 * @param detail what was expected, what was found and what to do
 */
public record RejectedFile(String source, String reason, String detail) implements FileReading {}
