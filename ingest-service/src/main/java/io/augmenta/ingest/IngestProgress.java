package io.augmenta.ingest;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.ingest.reading.Conflict;
import io.augmenta.ingest.reading.ImageLedger;
import io.augmenta.ingest.reading.StoredImage;
import io.augmenta.ingest.split.Division;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How an ingest stands: written by the thread that does it, read by any. */
final class IngestProgress {
    private static final int MOST_LISTED = 100;
    /** Decoding takes most of the time. */
    private static final double SHARE_OF_READING = 0.9;

    private final String id;
    private final IngestRequest request;
    private final Clock clock;
    private final Instant submittedAt;
    private final Map<String, Long> rejected = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private List<Conflict> conflicting = List.of();
    private List<Conflict> doubtful = List.of();
    private List<String> withheldFiles = List.of();
    private long withheld;
    private List<Integer> largestLeakGroups = List.of();
    private IngestState state = IngestState.QUEUED;
    private long filesTotal;
    private long filesRead;
    private long images;
    private long imagesPublished;
    private long duplicates;
    private long conflicts;
    private boolean alreadySealed;
    private boolean impossible;
    private @Nullable DatasetVersion sealed;
    private @Nullable String reason;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;

    IngestProgress(String id, IngestRequest request, Clock clock) {
        this.id = id;
        this.request = request;
        this.clock = clock;
        this.submittedAt = clock.instant();
    }

    String id() {
        return id;
    }

    IngestRequest request() {
        return request;
    }

    synchronized void scanning() {
        state = IngestState.SCANNING;
        startedAt = clock.instant();
    }

    synchronized void reading(long files) {
        state = IngestState.READING;
        filesTotal = files;
    }

    synchronized void rejected(String reasonKind) {
        rejected.merge(reasonKind, 1L, Long::sum);
    }

    synchronized void read(ImageLedger ledger) {
        filesRead++;
        images = ledger.imageCount();
        duplicates = ledger.duplicates();
        conflicts = ledger.conflicts();
    }

    synchronized void conflicting(List<Conflict> found) {
        conflicting = first(found);
    }

    synchronized void divided(Division division) {
        largestLeakGroups = division.largestGroups();
        doubtful = first(division.doubtful());
        images = division.images().size();
        withheld = division.withheld().size();
        withheldFiles = division.withheld().stream()
                .map(StoredImage::source)
                .limit(MOST_LISTED)
                .toList();
    }

    private static List<Conflict> first(List<Conflict> found) {
        return found.subList(0, Math.min(MOST_LISTED, found.size()));
    }

    synchronized void warn(List<String> more) {
        more.stream().limit(MOST_LISTED - warnings.size()).forEach(warnings::add);
    }

    synchronized void publishing() {
        state = IngestState.PUBLISHING;
    }

    synchronized void published(int count) {
        imagesPublished += count;
    }

    synchronized void sealed(DatasetVersion version, boolean before) {
        sealed = version;
        alreadySealed = before;
        end(IngestState.SEALED);
    }

    synchronized void impossible(String why) {
        impossible = true;
        failed(why);
    }

    synchronized void failed(String why) {
        reason = why;
        end(IngestState.FAILED);
    }

    private void end(IngestState last) {
        state = last;
        finishedAt = clock.instant();
    }

    private double fraction() {
        if (state == IngestState.SEALED) {
            return 1;
        }
        double readShare = filesTotal == 0 ? 0 : (double) filesRead / filesTotal;
        double publishedShare = images == 0 ? 0 : (double) imagesPublished / images;
        return SHARE_OF_READING * readShare + (1 - SHARE_OF_READING) * publishedShare;
    }

    synchronized IngestStatus status() {
        return new IngestStatus(
                id,
                request,
                state,
                fraction(),
                filesTotal,
                filesRead,
                images,
                imagesPublished,
                duplicates,
                rejected,
                conflicts,
                conflicting,
                doubtful,
                withheld,
                withheldFiles,
                warnings,
                sealed,
                alreadySealed,
                largestLeakGroups,
                reason,
                impossible,
                submittedAt,
                startedAt,
                finishedAt);
    }
}
