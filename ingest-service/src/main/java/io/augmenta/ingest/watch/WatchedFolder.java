package io.augmenta.ingest.watch;

import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.IngestRequest;
import io.augmenta.ingest.IngestState;
import io.augmenta.ingest.IngestStatus;
import io.augmenta.ingest.QueueFullException;
import io.augmenta.ingest.folder.AllowedRoots;
import io.augmenta.ingest.folder.FolderSnapshot;
import io.augmenta.ingest.watch.WatchStatus.Problem;
import io.augmenta.ingest.watch.WatchStatus.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watched folder. A look compares what lies there with what was ingested last, and has it ingested once nothing has changed
 * for a while. One thread looks; any may ask how it stands.
 */
final class WatchedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
    /** What fails for another reason than what is in the folder is tried again, but not at every look. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private static final Duration INGEST_CHECKED_EVERY = Duration.ofSeconds(1);

    private final FolderWatch watch;
    private final WatchLog log;
    private final IngestQueue queue;
    private final AllowedRoots roots;
    private final FolderHistory history = new FolderHistory();
    private @Nullable FolderIngested ingested;
    private @Nullable FolderSnapshot ingestedFiles;
    private @Nullable UnderWay underWay;
    private @Nullable Failure failure;
    private @Nullable Problem problem;
    private @Nullable Instant waitingSince;
    private @Nullable Instant lookedAt;
    private @Nullable Instant looksAt;
    private State state = State.NEW;
    private long files;
    private long filesWaiting;

    /** An ingest of the folder, with what it reads. */
    private record UnderWay(String ingestId, FolderSnapshot files, String stateSha256) {}

    /** An ingest that sealed nothing. */
    private record Failure(String stateSha256, Problem problem, boolean ofContent, Instant at) {}

    WatchedFolder(FolderWatch watch, WatchLog log, IngestQueue queue, AllowedRoots roots) {
        this.watch = watch;
        this.log = log;
        this.queue = queue;
        this.roots = roots;
    }

    FolderWatch watch() {
        return watch;
    }

    /** Hears what the folder held when it was ingested last, by this process or another. */
    synchronized void heard(FolderIngested latest) {
        if (ingested == null || !latest.at().isBefore(ingested.at())) {
            ingested = latest;
        }
    }

    synchronized boolean due(Instant now) {
        return looksAt == null || !now.isBefore(looksAt);
    }

    synchronized WatchStatus status() {
        return new WatchStatus(
                watch,
                state,
                log.acts(),
                files,
                filesWaiting,
                underWay == null ? null : underWay.ingestId,
                ingested,
                problem,
                lookedAt,
                looksAt);
    }

    /** Looks at the folder, and does what follows. */
    void look(Instant now) {
        boolean busy = finish(now);
        if (busy) {
            next(now, earlier(INGEST_CHECKED_EVERY, watch.every()));
            return;
        }
        try {
            Path folder = roots.check(Path.of(watch.folder()));
            // a share that does not answer holds up this thread, and nobody who asks how things stand
            FolderSnapshot snapshot = FolderSnapshot.of(folder);
            next(now, consider(folder, snapshot, now));
        } catch (ImpossibleIngestException e) {
            block(new Problem(e.kind(), String.valueOf(e.getMessage())));
            next(now, watch.every());
        } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
            block(new Problem("io", "the folder cannot be listed: " + e));
            next(now, watch.every());
        }
    }

    /** Takes note of the end of an ingest; tells whether it is still under way. */
    private boolean finish(Instant now) {
        UnderWay running = underWay;
        if (running == null) {
            return false;
        }
        @Nullable IngestStatus status = queue.find(running.ingestId).orElse(null);
        if (status != null && !status.state().ended()) {
            return true;
        }
        if (status != null && status.state() == IngestState.SEALED) {
            FolderIngested done = new FolderIngested(
                    watch.dataset(),
                    running.stateSha256,
                    running.files.files().size(),
                    running.ingestId,
                    Objects.requireNonNull(status.sealed()).version(),
                    now.truncatedTo(ChronoUnit.MILLIS));
            log.keep(done);
            ended(done, running.files);
        } else {
            ended(failure(running, status, now));
        }
        return false;
    }

    private static Failure failure(UnderWay running, @Nullable IngestStatus status, Instant now) {
        boolean ofContent = status != null && status.impossible();
        String reason = status == null ? "the ingest is not remembered any more" : String.valueOf(status.reason());
        return new Failure(
                running.stateSha256, new Problem(ofContent ? "not-possible" : "ingest-failed", reason), ofContent, now);
    }

    private synchronized void ended(FolderIngested done, FolderSnapshot read) {
        ingested = done;
        ingestedFiles = read;
        underWay = null;
        failure = null;
        waitingSince = null;
    }

    private synchronized void ended(Failure failed) {
        failure = failed;
        underWay = null;
    }

    /** What follows from what lies there; tells when to look again. */
    private synchronized Duration consider(Path folder, FolderSnapshot snapshot, Instant now) {
        history.saw(snapshot, now);
        files = snapshot.files().size();
        String sha256 = stateOf(snapshot);
        if (ingested != null && ingested.stateSha256().equals(sha256)) {
            ingestedFiles = snapshot;
            waitingSince = null;
            return settle();
        }
        filesWaiting = ingestedFiles == null ? files : snapshot.differences(ingestedFiles);
        waitingSince = waitingSince == null ? now : waitingSince;
        Failure failed = failure;
        if (failed != null
                && failed.stateSha256.equals(sha256)
                && (failed.ofContent || now.isBefore(failed.at.plus(RETRY_AFTER)))) {
            block(failed.problem);
            return watch.every();
        }
        Duration untilQuiet = Duration.between(now, history.changedAt().plus(watch.quiet()));
        if (untilQuiet.isNegative() || untilQuiet.isZero()) {
            return begin(folder, snapshot, sha256, now);
        }
        if (!now.isBefore(waitingSince.plus(watch.atLatest()))) {
            FolderSnapshot resting = history.resting(snapshot, watch.quiet(), now);
            String ofResting = stateOf(resting);
            if (!resting.files().isEmpty() && !isKnown(ofResting)) {
                return begin(folder, resting, ofResting, now);
            }
        }
        clear(State.CHANGING);
        return earlier(untilQuiet, watch.every());
    }

    private boolean isKnown(String sha256) {
        return (ingested != null && ingested.stateSha256().equals(sha256))
                || (failure != null && failure.stateSha256.equals(sha256));
    }

    private Duration settle() {
        filesWaiting = 0;
        failure = null;
        clear(State.SETTLED);
        return watch.every();
    }

    private Duration begin(Path folder, FolderSnapshot snapshot, String sha256, Instant now) {
        try {
            IngestStatus asked = queue.submit(
                    new IngestRequest(
                            folder, watch.dataset(), watch.imageSizePixels(), watch.splitRule(), watch.seed()),
                    snapshot,
                    () -> {});
            underWay = new UnderWay(asked.id(), snapshot, sha256);
            LOG.info(
                    "event=watched_folder_ingested dataset={} ingest={} files={} waiting={}",
                    watch.dataset(),
                    asked.id(),
                    snapshot.files().size(),
                    filesWaiting);
            clear(State.INGESTING);
            return earlier(INGEST_CHECKED_EVERY, watch.every());
        } catch (QueueFullException e) {
            block(new Problem("queue-full", String.valueOf(e.getMessage())));
        } catch (ImpossibleIngestException e) {
            failure = new Failure(sha256, new Problem(e.kind(), String.valueOf(e.getMessage())), true, now);
            block(failure.problem);
        }
        return watch.every();
    }

    /** The watch's settings count too: images of another size are another version. */
    private String stateOf(FolderSnapshot snapshot) {
        return snapshot.sha256(
                watch.folder() + "\t" + watch.imageSizePixels() + "\t" + watch.splitRule() + "\t" + watch.seed());
    }

    /** Told once, however often a look finds it. */
    private synchronized void block(Problem found) {
        state = State.BLOCKED;
        if (problem == null || !problem.kind().equals(found.kind())) {
            LOG.warn("event=watched_folder_blocked dataset={} kind={}", watch.dataset(), found.kind());
        }
        problem = found;
    }

    private synchronized void clear(State now) {
        if (problem != null) {
            LOG.info("event=watched_folder_unblocked dataset={} was={}", watch.dataset(), problem.kind());
        }
        problem = null;
        state = now;
    }

    private synchronized void next(Instant now, Duration after) {
        lookedAt = now;
        looksAt = now.plus(after);
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
