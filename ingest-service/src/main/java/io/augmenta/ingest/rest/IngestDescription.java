package io.augmenta.ingest.rest;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.SplitCount;
import io.augmenta.ingest.IngestState;
import io.augmenta.ingest.IngestStatus;
import io.augmenta.ingest.reading.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an ingest stands, for those who asked for it. */
@Schema(name = "Ingest")
public record IngestDescription(
        String id,
        IngestState state,

        @Schema(description = "Share of the whole that is done, 0 to 1")
        double fraction,

        String folder,
        String dataset,

        @Schema(description = "Name of the version, once it is sealed") @Nullable String version,

        @Schema(description = "Whether this version was there before, so that nothing had to be published")
        boolean alreadySealed,

        @Schema(description = "Why it failed") @Nullable String reason,
        int imageSize,
        String splitRule,
        long seed,
        long filesTotal,
        long filesRead,

        @Schema(description = "Distinct images with one label")
        long images,

        long imagesPublished,

        @Schema(description = "Files left out because their pixels had been seen already")
        long duplicates,

        @Schema(description = "Files that could not be read")
        long rejected,

        Map<String, Long> rejectedByReason,

        @Schema(description = "Files kept out because the same pixels stood under two labels")
        long conflicts,

        @Schema(description = "Two files of each conflict, of the first hundred")
        List<List<String>> conflictingFiles,

        @Schema(
                description = "Two files of each picture that stands under two labels in copies of other sizes; kept,"
                        + " of the first hundred")
        List<List<String>> doubtfulFiles,

        @Schema(
                description =
                        "New images kept out because they are near duplicates of images that are in different splits"
                                + " since an earlier version")
        long withheld,

        @Schema(description = "A file of each of these, of the first hundred")
        List<String> withheldFiles,

        @Schema(description = "The version whose splits this one keeps; empty for the first, null before it is sealed")
        @Nullable String follows,

        @Schema(description = "Groups of near duplicates, single images counted as groups of one; once sealed")
        long leakGroups,

        @Schema(description = "Groups with members in more than one split; once sealed")
        long straddlingGroups,

        @Schema(description = "Images in the largest groups of near duplicates")
        List<Integer> largestLeakGroups,

        @Schema(description = "Images per split and class, once sealed")
        List<SplitCount> counts,

        List<String> warnings,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static IngestDescription of(IngestStatus status) {
        DatasetVersion sealed = status.sealed();
        return new IngestDescription(
                status.id(),
                status.state(),
                status.fraction(),
                status.request().images().toString(),
                status.request().dataset(),
                sealed == null ? null : sealed.version(),
                status.alreadySealed(),
                status.reason(),
                status.request().imageSizePixels(),
                status.request().splitRule().name().toLowerCase(Locale.ROOT),
                status.request().seed(),
                status.filesTotal(),
                status.filesRead(),
                status.images(),
                status.imagesPublished(),
                status.duplicates(),
                status.rejectedCount(),
                new TreeMap<>(status.rejected()),
                status.conflicts(),
                pairs(status.conflicting()),
                pairs(status.doubtful()),
                status.withheld(),
                status.withheldFiles(),
                sealed == null ? null : sealed.follows(),
                sealed == null ? 0 : sealed.leakGroups(),
                sealed == null ? 0 : sealed.straddlingGroups(),
                status.largestLeakGroups(),
                sealed == null ? List.of() : sealed.counts(),
                status.warnings(),
                status.submittedAt(),
                status.startedAt(),
                status.finishedAt());
    }

    private static List<List<String>> pairs(List<Conflict> conflicts) {
        return conflicts.stream()
                .map(conflict -> List.of(conflict.oneSource(), conflict.otherSource()))
                .toList();
    }
}
