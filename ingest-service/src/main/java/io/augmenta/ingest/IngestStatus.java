package io.augmenta.ingest;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.ingest.reading.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an ingest stands. Every file that was read is an image, a duplicate, rejected, in conflict or withheld.
 *
 * @param id the ingest's id
 * @param request what was asked for
 * @param state how far it is
 * @param fraction share of the whole that is done, 0 to 1
 * @param filesTotal files in the class folders; 0 before they are listed
 * @param filesRead files that were read, or could not be
 * @param images distinct images with one label
 * @param imagesPublished images that are in the log
 * @param duplicates files left out because their pixels had been seen already
 * @param rejected files that could not be read, by reason
 * @param conflicts files kept out because the same pixels stood under two labels
 * @param conflicting two files of each conflict, of as many conflicts as fit a status
 * @param doubtful two files of each picture that stands under two labels in different sizes, of as many as fit a status
 * @param withheld images kept out because they are near duplicates of known images of different splits
 * @param withheldFiles a file of each of these, of as many as fit a status
 * @param warnings for the folder's owner to read
 * @param sealed the version; null before it is sealed
 * @param alreadySealed whether this version was there before, so that nothing had to be published
 * @param largestLeakGroups members of the largest groups of near duplicates, the largest first
 * @param reason why it failed; null when it did not
 * @param impossible whether it failed for what is in the folder, so that trying again as it is changes nothing
 * @param submittedAt when it was asked for
 * @param startedAt when its turn came; null before
 * @param finishedAt when it ended; null before
 */
public record IngestStatus(
        String id,
        IngestRequest request,
        IngestState state,
        double fraction,
        long filesTotal,
        long filesRead,
        long images,
        long imagesPublished,
        long duplicates,
        Map<String, Long> rejected,
        long conflicts,
        List<Conflict> conflicting,
        List<Conflict> doubtful,
        long withheld,
        List<String> withheldFiles,
        List<String> warnings,
        @Nullable DatasetVersion sealed,
        boolean alreadySealed,
        List<Integer> largestLeakGroups,
        @Nullable String reason,
        boolean impossible,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    /** Copies the collections. */
    public IngestStatus {
        rejected = Map.copyOf(rejected);
        conflicting = List.copyOf(conflicting);
        doubtful = List.copyOf(doubtful);
        withheldFiles = List.copyOf(withheldFiles);
        warnings = List.copyOf(warnings);
        largestLeakGroups = List.copyOf(largestLeakGroups);
    }

    /** {@return how many files could not be read} */
    public long rejectedCount() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
