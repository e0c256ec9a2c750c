package io.augmenta.ingest.rest;

import io.augmenta.ingest.ImpossibleIngestException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A folder to watch.
 *
 * @param folder the folder; required
 * @param imageSize edge length in pixels
 * @param splitRule how to divide
 * @param seed what the division is drawn from
 * @param every from one look to the next
 * @param quiet for how long nothing must have changed
 * @param atLatest how long a change waits for that at most
 */
@Schema(name = "WatchSubmission")
public record WatchSubmission(
        @Schema(
                description = "Folder on the service's machine: CLASS/* or {Training,Testing}/CLASS/*",
                examples = "/data/slices",
                required = true)
        @Nullable String folder,

        @Schema(description = "Edge length that images are brought to, in pixels", examples = "64") @Nullable Integer imageSize,

        @Schema(
                description = "How images are divided",
                enumeration = {"grouped", "random", "supplied"})
        @Nullable String splitRule,

        @Schema(description = "What the division is drawn from", examples = "7") @Nullable Long seed,

        @Schema(description = "From one look at the folder to the next, as an ISO 8601 duration", examples = "PT30S")
        @Nullable String every,

        @Schema(description = "For how long nothing must have changed before it is ingested", examples = "PT1M")
        @Nullable String quiet,

        @Schema(
                description =
                        "How long a change waits for that at most; then what has not changed for so long is ingested",
                examples = "PT1H")
        @Nullable String atLatest) {

    IngestSubmission ingest(String dataset) {
        return new IngestSubmission(folder, dataset, imageSize, splitRule, seed).requireFolderOfThisMachine();
    }

    static @Nullable Duration duration(String field, @Nullable String text) {
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeParseException e) {
            ImpossibleIngestException impossible = new ImpossibleIngestException(
                    "invalid-duration",
                    field + ": expected an ISO 8601 duration such as PT30S or PT1H, got \"" + text + "\"");
            impossible.initCause(e);
            throw impossible;
        }
    }
}
