package io.augmenta.ingest.watch;

import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.contracts.WatchEvent;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.UnpublishedException;
import io.augmenta.ingest.folder.AllowedRoots;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All watched folders. Each is looked at on a thread of its own while it is looked at, so that a share that does not answer holds
 * up no other. What is watched, and what was ingested last, is in the log; what changed since when is not, so after a start every
 * folder has to rest once more before it is ingested. Thread-safe.
 */
public final class FolderWatches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatches.class);
    private static final long TICK_MILLIS = 100;

    private final WatchLog log;
    private final IngestQueue queue;
    private final AllowedRoots roots;
    private final WatchObserver observer;
    private final Clock clock;
    private final List<FolderWatch> configured;
    private final Map<String, WatchedFolder> folders = new TreeMap<>();
    private final Map<String, FolderWatch> latest = new HashMap<>();
    private final Map<String, FolderIngested> ingested = new HashMap<>();
    private final Set<WatchedFolder> lookedAt = new HashSet<>();
    private final ExecutorService lookers;
    private final ScheduledExecutorService ticking;

    /**
     * Watches nothing until it is told what, and looks at nothing before {@link #start}.
     *
     * @param configured watches that are set at the start, where they are not set just so
     * @param log keeps watches
     * @param queue takes ingests
     * @param roots folders that may be read
     * @param observer hears of every look
     * @param clock tells the time
     */
    public FolderWatches(
            List<FolderWatch> configured,
            WatchLog log,
            IngestQueue queue,
            AllowedRoots roots,
            WatchObserver observer,
            Clock clock) {
        this.configured = new ArrayList<>(configured);
        this.log = log;
        this.queue = queue;
        this.roots = roots;
        this.observer = observer;
        this.clock = clock;
        this.lookers = Executors.newCachedThreadPool(work -> thread(work, "watch-look"));
        this.ticking = Executors.newSingleThreadScheduledExecutor(work -> thread(work, "watch-tick"));
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to look, once what the log has kept has been heard. */
    public void start() {
        ScheduledFuture<?> unused = ticking.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks no more. Ingests under way are the queue's. */
    @Override
    public void close() {
        ticking.shutdownNow();
        lookers.shutdownNow();
    }

    /** Hears what is in the log, as often as one likes. */
    public synchronized void heard(WatchEvent event) {
        if (event instanceof FolderWatch watch) {
            heard(watch);
        } else if (event instanceof FolderIngested done) {
            ingested.merge(done.dataset(), done, (one, other) -> other.at().isBefore(one.at()) ? one : other);
            WatchedFolder folder = folders.get(done.dataset());
            if (folder != null) {
                folder.heard(done);
            }
        }
    }

    private void heard(FolderWatch watch) {
        @Nullable FolderWatch before = latest.get(watch.dataset());
        if (before != null && !watch.setAt().isAfter(before.setAt())) {
            return;
        }
        latest.put(watch.dataset(), watch);
        if (!watch.active()) {
            folders.remove(watch.dataset());
            observer.ended(watch.dataset());
            return;
        }
        WatchedFolder folder = new WatchedFolder(watch, log, queue, roots);
        Optional.ofNullable(ingested.get(watch.dataset())).ifPresent(folder::heard);
        folders.put(watch.dataset(), folder);
    }

    /**
     * Watches a folder; takes the place of the watch of the same data set.
     *
     * @param watch its time is set here
     * @return how it stands
     * @throws UnpublishedException if the log does not take it
     */
    public WatchStatus set(FolderWatch watch) {
        FolderWatch set = watch.at(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        log.keep(set);
        heard((WatchEvent) set);
        LOG.info("event=watch_set dataset={} every={} quiet={}", set.dataset(), set.every(), set.quiet());
        return status(set.dataset()).orElseThrow();
    }

    /** Whether a folder is watched in just this way. */
    public synchronized boolean isSet(FolderWatch watch) {
        FolderWatch known = latest.get(watch.dataset());
        return known != null && known.active() && known.equals(watch.at(known.setAt()));
    }

    /**
     * Watches a folder no more. Its versions stay.
     *
     * @param dataset name of its data set
     * @return whether it was watched
     * @throws UnpublishedException if the log does not take it
     */
    public boolean end(String dataset) {
        Optional<WatchStatus> known = status(dataset);
        known.ifPresent(status -> {
            FolderWatch ended = status.watch().ended(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            log.keep(ended);
            heard((WatchEvent) ended);
            LOG.info("event=watch_ended dataset={}", dataset);
        });
        return known.isPresent();
    }

    /** How a watched folder stands; empty where the data set's folder is not watched. */
    public synchronized Optional<WatchStatus> status(String dataset) {
        return Optional.ofNullable(folders.get(dataset)).map(WatchedFolder::status);
    }

    /** How all of them stand, in the order of their data sets. */
    public synchronized List<WatchStatus> statuses() {
        return folders.values().stream().map(WatchedFolder::status).toList();
    }

    private void tick() {
        try {
            lookWhereItIsDue();
        } catch (RuntimeException e) {
            // what throws once would never be called again
            LOG.error("event=watch_tick_broken", e);
        }
    }

    private void lookWhereItIsDue() {
        if (!log.caughtUp()) {
            return;
        }
        setConfigured();
        if (!log.acts()) {
            return;
        }
        for (WatchedFolder folder : due()) {
            lookers.execute(() -> look(folder));
        }
    }

    private void setConfigured() {
        try {
            for (FolderWatch watch : List.copyOf(configured)) {
                if (!isSet(watch)) {
                    set(watch);
                }
                configured.remove(watch);
            }
        } catch (UnpublishedException e) {
            LOG.warn("event=configured_watch_not_recorded tried=again");
        }
    }

    private synchronized List<WatchedFolder> due() {
        List<WatchedFolder> due = new ArrayList<>();
        for (WatchedFolder folder : folders.values()) {
            if (folder.due(clock.instant()) && lookedAt.add(folder)) {
                due.add(folder);
            }
        }
        return due;
    }

    private void look(WatchedFolder folder) {
        try {
            folder.look(clock.instant());
            observer.looked(folder.status());
        } catch (UnpublishedException e) {
            LOG.warn(
                    "event=watch_not_recorded dataset={} kind={}",
                    folder.watch().dataset(),
                    e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // the folder is looked at again, and so are the others
            LOG.error("event=watch_look_broken dataset={}", folder.watch().dataset(), e);
        } finally {
            synchronized (this) {
                lookedAt.remove(folder);
            }
        }
    }
}
