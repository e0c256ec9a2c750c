package io.augmenta.ingest.reading;

/**
 * A file that could not be read.
 *
 * @param source its path below the ingested folder
 * @param reason a short stable word, such as {@code truncated}
 * @param detail what was expected, what was found and what to do
 */
public record RejectedFile(String source, String reason, String detail) implements FileReading {
    /** Was changed or taken away between being listed and being read. */
    public static RejectedFile changing(String source) {
        return new RejectedFile(
                source,
                "changing",
                "The file was changed or taken away while it was to be read; it is read once nothing changes it any more");
    }
}
