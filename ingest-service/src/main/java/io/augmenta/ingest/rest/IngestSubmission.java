package io.augmenta.ingest.rest;

import io.augmenta.artifacts.S3Location;
import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.IngestRequest;
import io.augmenta.ingest.configuration.IngestDefaults;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param folder the folder; required
 * @param dataset name of the data set
 * @param imageSize edge length in pixels
 * @param splitRule how to divide
 * @param seed what the division is drawn from
 */
public record IngestSubmission(
        @Schema(
                description = "Folder on the service's machine, or place in a bucket (s3://BUCKET/PREFIX): CLASS/* or"
                        + " {Training,Testing}/CLASS/*",
                examples = "/data/slices",
                required = true)
        @Nullable String folder,

        @Schema(description = "Name of the data set; the folder's name by default") @Nullable String dataset,

        @Schema(description = "Edge length that images are brought to, in pixels", examples = "64") @Nullable Integer imageSize,

        @Schema(
                description = "How images are divided: near duplicates on one side, image by image, or as the"
                        + " folders Training and Testing say",
                enumeration = {"grouped", "random", "supplied"})
        @Nullable String splitRule,

        @Schema(description = "What the division is drawn from", examples = "7") @Nullable Long seed) {

    String requiredFolder() {
        if (folder == null || folder.isBlank()) {
            throw new ImpossibleIngestException(
                    "missing-folder",
                    "folder: expected the folder to ingest, got none; give at least {\"folder\": \"DIR\"}");
        }
        return folder;
    }

    @Nullable SplitRule rule() {
        if (splitRule == null) {
            return null;
        }
        return Arrays.stream(SplitRule.values())
                .filter(rule -> rule.name().equalsIgnoreCase(splitRule))
                .findFirst()
                .orElseThrow(() -> new ImpossibleIngestException(
                        "invalid-split-rule",
                        "splitRule: expected grouped, random or supplied, got \"" + splitRule + "\""));
    }

    /** For what a watch looks at. */
    IngestSubmission requireFolderOfThisMachine() {
        if (S3Location.isMeantBy(requiredFolder())) {
            throw new ImpossibleIngestException(
                    "bucket-not-watched",
                    "folder: expected a folder on the service's machine, got a place in a bucket; buckets cannot be watched,"
                            + " ask for an ingest (/v1/ingests) when there are new images");
        }
        return this;
    }

    IngestRequest request(IngestDefaults defaults) {
        return S3Location.isMeantBy(requiredFolder())
                ? defaults.completeInBucket(requiredFolder(), dataset, imageSize, rule(), seed)
                : defaults.complete(path(), dataset, imageSize, rule(), seed);
    }

    Path path() {
        try {
            return Path.of(requiredFolder());
        } catch (InvalidPathException e) {
            ImpossibleIngestException impossible =
                    new ImpossibleIngestException("unknown-folder", "folder: not a path: " + e.getMessage());
            impossible.initCause(e);
            throw impossible;
        }
    }
}
