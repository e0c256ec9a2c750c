package io.augmenta.trainer;

import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All runs that were asked for and how they got on, as far as the log has been read; hearing an event twice changes
 * nothing. A run keeps all its epochs until many others have ended after it, then the last one only: the log has them all.
 * Thread-safe.
 */
public final class RunBook {
    private final int histories;
    private final Map<String, Page> pages = new LinkedHashMap<>();
    /** Runs that have ended and have their epochs still, the one that ended first first. */
    private final LinkedHashSet<String> endedWithEpochs = new LinkedHashSet<>();

    private final Map<String, List<Runnable>> followers = new HashMap<>();

    /**
     * A book without runs.
     *
     * @param histories how many ended runs keep all their epochs, 0 or more; runs that have not ended always do
     */
    public RunBook(int histories) {
        if (histories < 0) {
            throw new IllegalArgumentException(
                    "expected 0 or more ended runs that keep all their epochs, got " + histories);
        }
        this.histories = histories;
    }

    /** Takes note of a request; of several for one run the latest counts. */
    public void heard(TrainingRequested request) {
        synchronized (this) {
            Page page = page(request.runId());
            if (page.request == null || !time(page.request).isAfter(time(request))) {
                page.request = request;
            }
        }
        tellFollowers(request.runId());
    }

    /** Takes note of a request to stop a run; of several the latest counts. */
    public void heard(TrainingCancelled cancellation) {
        synchronized (this) {
            Page page = page(cancellation.runId());
            if (page.cancellation == null || !page.cancellation.requestedAt().isAfter(cancellation.requestedAt())) {
                page.cancellation = cancellation;
            }
        }
        tellFollowers(cancellation.runId());
    }

    /** Takes note of progress. */
    public void heard(TrainingProgressed progress) {
        synchronized (this) {
            Page page = page(progress.runId());
            page.latest = progress;
            if (progress.status() == TrainingStatus.RUNNING) {
                page.epochs.put(progress.epoch(), progress);
            }
            forgetEpochsOfOthers(progress.runId(), page);
        }
        tellFollowers(progress.runId());
    }

    private void forgetEpochsOfOthers(String runId, Page page) {
        endedWithEpochs.remove(runId);
        if (page.ended(runId)) {
            endedWithEpochs.add(runId);
        }
        while (endedWithEpochs.size() > histories) {
            String first = endedWithEpochs.iterator().next();
            endedWithEpochs.remove(first);
            page(first).forgetEpochs();
        }
    }

    /** All runs, the one that was heard of last first. */
    public synchronized List<RunRecord> all() {
        List<RunRecord> records = new ArrayList<>();
        pages.forEach((runId, page) -> {
            if (!page.blank()) {
                records.add(page.record(runId));
            }
        });
        Collections.reverse(records);
        return records;
    }

    /** A run. */
    public synchronized Optional<RunRecord> find(String runId) {
        return Optional.ofNullable(pages.get(runId))
                .filter(page -> !page.blank())
                .map(page -> page.record(runId));
    }

    /** The request to stop a run, unless the run was asked for again since. */
    public synchronized Optional<TrainingCancelled> cancellation(String runId) {
        Page page = pages.get(runId);
        if (page == null || page.cancellation == null) {
            return Optional.empty();
        }
        boolean counts = page.request == null || page.cancellation.countsFor(page.request);
        return counts ? Optional.of(page.cancellation) : Optional.empty();
    }

    /**
     * Has a listener called after everything that is heard about a run, on the thread that tells it, which the listener
     * must not hold up.
     *
     * @return ends it when it is closed
     */
    public Following follow(String runId, Runnable listener) {
        synchronized (this) {
            followers.computeIfAbsent(runId, id -> new ArrayList<>()).add(listener);
        }
        return () -> unfollow(runId, listener);
    }

    /** How many listeners follow runs. */
    public synchronized int followers() {
        return followers.values().stream().mapToInt(List::size).sum();
    }

    private synchronized void unfollow(String runId, Runnable listener) {
        followers.computeIfPresent(runId, (id, listeners) -> {
            listeners.remove(listener);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    private void tellFollowers(String runId) {
        List<Runnable> told;
        synchronized (this) {
            told = List.copyOf(followers.getOrDefault(runId, List.of()));
        }
        told.forEach(Runnable::run);
    }

    private Page page(String runId) {
        return pages.computeIfAbsent(runId, id -> new Page());
    }

    private static Instant time(TrainingRequested request) {
        Instant asked = request.requestedAt();
        return asked == null ? Instant.MIN : asked;
    }

    /** What a listener ends its following with. */
    @FunctionalInterface
    public interface Following extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Page {
        private @Nullable TrainingRequested request;
        private @Nullable TrainingCancelled cancellation;
        private @Nullable TrainingProgressed latest;
        private final TreeMap<Integer, TrainingProgressed> epochs = new TreeMap<>();
        private boolean forgotten;

        /** A run that was asked to stop, but of which nothing else is known, is no run yet. */
        private boolean blank() {
            return request == null && latest == null;
        }

        /** Told without the epochs, which are many. */
        private boolean ended(String runId) {
            return new RunRecord(runId, request, cancellation, latest, List.of(), true)
                    .state()
                    .ended();
        }

        private void forgetEpochs() {
            if (epochs.size() > 1) {
                epochs.headMap(epochs.lastKey()).clear();
                forgotten = true;
            }
        }

        private RunRecord record(String runId) {
            return new RunRecord(runId, request, cancellation, latest, List.copyOf(epochs.values()), !forgotten);
        }
    }
}
