package io.augmenta.trainer;

import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All runs that were asked for and how they got on, as far as the log has been read; hearing an event twice changes
 * nothing. Thread-safe.
 */
public final class RunBook {
    private final Map<String, Page> pages = new LinkedHashMap<>();

    /** Takes note of a request. */
    public synchronized void heard(TrainingRequested request) {
        page(request.runId()).request = request;
    }

    /** Takes note of progress. */
    public synchronized void heard(TrainingProgressed progress) {
        Page page = page(progress.runId());
        page.latest = progress;
        if (progress.status() == TrainingStatus.RUNNING) {
            page.epochs.put(progress.epoch(), progress);
        }
    }

    /** All runs, the one that was heard of last first. */
    public synchronized List<RunRecord> all() {
        List<RunRecord> records = new ArrayList<>();
        pages.forEach((runId, page) -> records.add(page.record(runId)));
        Collections.reverse(records);
        return records;
    }

    /** A run. */
    public synchronized Optional<RunRecord> find(String runId) {
        return Optional.ofNullable(pages.get(runId)).map(page -> page.record(runId));
    }

    private Page page(String runId) {
        return pages.computeIfAbsent(runId, id -> new Page());
    }

    private static final class Page {
        private @Nullable TrainingRequested request;
        private @Nullable TrainingProgressed latest;
        private final TreeMap<Integer, TrainingProgressed> epochs = new TreeMap<>();

        private RunRecord record(String runId) {
            return new RunRecord(runId, request, latest, List.copyOf(epochs.values()));
        }
    }
}
